using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>
/// The last good page of each phone: <c>PhoneServices:LastGoodPage</c>. The phone gets it if no node can answer. The routes' metadata
/// <c>LastGoodPage</c> says which routes keep their pages. A reload changes these settings, except where a restart is mentioned.
/// </summary>
public sealed class LastGoodPageOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:LastGoodPage";

    /// <summary>Keeps and shows last good pages. <value>True by default.</value></summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The largest age at which a page is still shown. <value>24 h by default, 1 min to 30 d.</value></summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"12:00:00\", or days.hours:minutes:seconds, such as \"1.00:00:00\", from one minute to 30 days.")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The largest number of pages kept in memory. Above it, the least recently used ones are removed. A phone has up to three: the services menu,
    /// the directory menu, the directory's search form. A change takes effect after a restart.
    /// <value>50000 by default, 10 to 1000000.</value>
    /// </summary>
    [Range(10, 1_000_000, ErrorMessage = "Write a number of pages from 10 to 1000000.")]
    [ReadAtStart]
    public int MaxPages { get; init; } = 50_000;

    /// <summary>
    /// The largest size of all pages kept in memory, in bytes. About 512 bytes of bookkeeping for each page are not included. A change takes effect after a restart.
    /// <value>67108864 (64 MB) by default, 65536 to 4294967296.</value>
    /// </summary>
    [Range(65_536L, 4_294_967_296L, ErrorMessage = "Write a number of bytes from 65536 to 4294967296.")]
    [ReadAtStart]
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// A Redis that several gateways share, so a standby also has the pages. Write <c>host:port</c>, then options of StackExchange.Redis,
    /// such as <c>redis1:6379,password=…,ssl=true</c>. A change takes effect after a restart.
    /// <value>Empty by default: pages are kept in this gateway's memory only.</value>
    /// </summary>
    [ReadAtStart(MayBeShown = false)]
    public string? Redis { get; init; }
}
