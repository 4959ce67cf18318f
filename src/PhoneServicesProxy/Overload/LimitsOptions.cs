using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// The limits for one phone and for all phones together: <c>PhoneServices:Limits</c>. The names are Kestrel's if Kestrel has the same limit.
/// They apply to the phones' addresses, and never to the management endpoint. A reload changes the limits on connections. All others need a
/// restart.
/// </summary>
public sealed class LimitsOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Limits";

    private const string TimeHint = "Write a duration as hours:minutes:seconds, such as \"00:00:10\", from 1 s to 1 h.";

    /// <summary>
    /// The largest number of open connections of all phones together. Further connections are closed immediately, before a byte is read. The phone then shows
    /// "Connection failed" or "Host Not Found". If the process may not open that many files, the gateway accepts fewer connections, because
    /// it needs files for the nodes too. The log says so at the start. Further connections then wait to be accepted.
    /// <value>50000 by default, 1 to 1000000.</value>
    /// </summary>
    [Range(1, 1_000_000, ErrorMessage = "Write a number from 1 to 1000000.")]
    public int MaxConcurrentConnections { get; init; } = 50_000;

    /// <summary>
    /// The largest number of open connections of one address. For IPv6 it is that of one /64, because each subscriber gets one (RFC 6177). Further connections
    /// are closed immediately. A phone has one or two. Behind a load balancer or address translation all phones have one address.
    /// <value>1000 by default, 0 to 1000000; 0 is no limit.</value>
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Write a number from 0 to 1000000; 0 is no limit.")]
    public int MaxConnectionsPerClient { get; init; } = 1000;

    /// <summary>
    /// The longest time from the first byte of a request until all its headers have arrived. After that the phone gets 408. A phone sends its
    /// headers in one packet.
    /// <value>10 s by default, 1 s to 1 h.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = TimeHint)]
    [ReadAtStart]
    public TimeSpan RequestHeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a connection may be idle before it is closed, a new one included. A shorter time saves memory. A longer time saves handshakes.
    /// <value>2 min by default, 1 s to 1 h.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = TimeHint)]
    [ReadAtStart]
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The lowest rate, in bytes a second, at which a phone must send a body and read a page after <see cref="DataRateGracePeriod"/>. A slower
    /// connection is reset. A slow body gets 408 first.
    /// <value>240 by default, as in Kestrel, 0 to 1000000; 0 is no limit.</value>
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Write a number of bytes a second from 0 to 1000000; 0 is no limit.")]
    [ReadAtStart]
    public double MinDataRate { get; init; } = 240;

    /// <summary>How long a connection may be slower than <see cref="MinDataRate"/>. <value>5 s by default, 2 s to 1 h, because Kestrel checks once a second.</value></summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:05\", from 2 s to 1 h.")]
    [ReadAtStart]
    public TimeSpan DataRateGracePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The largest request line, in bytes: method, path and query. Above it the phone gets 414. Phones cut URLs at 256 characters
    /// (CiscoIPPhone.xsd) and add what a user keyed in.
    /// <value>8192 by default, 256 to 65536, at most <see cref="MaxRequestHeadersTotalSize"/>.</value>
    /// </summary>
    [Range(256, 65_536, ErrorMessage = "Write a number of bytes from 256 to 65536.")]
    [ReadAtStart]
    public int MaxRequestLineSize { get; init; } = 8192;

    /// <summary>The largest size of all headers together, in bytes. Above it the phone gets 431. <value>16384 by default, 1024 to 65536.</value></summary>
    [Range(1024, 65_536, ErrorMessage = "Write a number of bytes from 1024 to 65536.")]
    [ReadAtStart]
    public int MaxRequestHeadersTotalSize { get; init; } = 16_384;

    /// <summary>
    /// The largest body of a request, in bytes. Above it the phone gets 413. The body is held in memory for the next node. A phone's form has a
    /// few hundred bytes.
    /// <value>65536 by default, 1024 to 16777216.</value>
    /// </summary>
    [Range(1024, 16_777_216, ErrorMessage = "Write a number of bytes from 1024 to 16777216.")]
    [ReadAtStart]
    public int MaxRequestBodySize { get; init; } = 65_536;
}
