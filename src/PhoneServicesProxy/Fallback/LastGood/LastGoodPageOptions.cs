using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>
/// The last good page of each phone, shown to it when no node can answer: <c>PhoneServices:LastGoodPage</c>. Which routes keep
/// their pages stands in their metadata <c>LastGoodPage</c>.
/// </summary>
public sealed class LastGoodPageOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:LastGoodPage";

    /// <summary>Whether pages are kept and shown at all. <value>True by default.</value></summary>
    public bool Enabled { get; init; } = true;

    /// <summary>For how long after a node gave it a page is shown. <value>24 h by default, 1 min to 30 d.</value></summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"12:00:00\", or days.hours:minutes:seconds, such as \"1.00:00:00\", from one minute to 30 days.")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How many pages are kept in memory; beyond that the ones that were longest without use go. A phone has up to three: the
    /// services menu, the directory menu, the directory's search form. Takes effect at the next start.
    /// <value>50000 by default, 10 to 1000000.</value>
    /// </summary>
    [Range(10, 1_000_000, ErrorMessage = "Write a number of pages from 10 to 1000000.")]
    [ReadAtStart]
    public int MaxPages { get; init; } = 50_000;

    /// <summary>
    /// How many bytes of pages are kept in memory, without half a KB of bookkeeping for each page. Takes effect at the next
    /// start. <value>67108864 (64 MB) by default, 65536 to 4294967296.</value>
    /// </summary>
    [Range(65_536L, 4_294_967_296L, ErrorMessage = "Write a number of bytes from 65536 to 4294967296.")]
    [ReadAtStart]
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// A Redis that several gateways share, so that a standby has the pages too: <c>host:port</c>, then options of
    /// StackExchange.Redis, such as <c>redis1:6379,password=…,ssl=true</c>. Takes effect at the next start.
    /// <value>Empty by default: pages are kept in this gateway's memory alone.</value>
    /// </summary>
    [ReadAtStart(MayBeShown = false)]
    public string? Redis { get; init; }
}
