using System.ComponentModel.DataAnnotations;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// What one phone, or whoever takes itself for one, may take of the gateway: <c>PhoneServices:Limits</c>. The names are Kestrel's where it
/// has one. Only connections on the phones' addresses are meant, never the management endpoint. The limits on connections hold from a
/// reload on, all others need a restart.
/// </summary>
public sealed class LimitsOptions
{
    internal const string Section = $"{SettingKeys.PhoneServices}:Limits";

    private const string TimeHint = "Write a duration as hours:minutes:seconds, such as \"00:00:10\", from 1 s to 1 h.";

    /// <summary>
    /// Open connections of all phones together. One more is closed at once, before a byte of it is read; the phone says "Connection failed"
    /// or "Host Not Found". Where the process may open fewer files than that takes, so many are left out that nodes can still be
    /// reached, and the log says so at the start; one more than that waits to be accepted.
    /// <value>50000 by default, from 1.</value>
    /// </summary>
    [Range(1, 1_000_000, ErrorMessage = "Write a number from 1 to 1000000.")]
    public int MaxConcurrentConnections { get; init; } = 50_000;

    /// <summary>
    /// Open connections of one address (IPv6: of one /64, which is what one subscriber gets, RFC 6177). One more is closed at once. A
    /// phone has one or two; where a load balancer or address translation stands before the gateway, all phones have one address.
    /// <value>1000 by default; 0 is no limit.</value>
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Write a number from 0 to 1000000; 0 is no limit.")]
    public int MaxConnectionsPerClient { get; init; } = 1000;

    /// <summary>
    /// For all of a request's headers to arrive, from the first byte on: against slow headers. Then the phone gets 408. A phone sends them
    /// in one packet.
    /// <value>10 s by default, 1 s to 1 h.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = TimeHint)]
    [ReadAtStart]
    public TimeSpan RequestHeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a connection may be idle before it is closed, a new one included. Shorter is less memory, longer is fewer handshakes.
    /// <value>2 min by default, 1 s to 1 h.</value>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = TimeHint)]
    [ReadAtStart]
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Bytes a second that a phone must at least send of a body, and take of a page, once <see cref="DataRateGracePeriod"/> is over: against
    /// slow bodies and slow readers. A slower connection is reset; a slow body gets 408 before.
    /// <value>240 by default, Kestrel's too; 0 is no limit.</value>
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "Write a number of bytes a second from 0 to 1000000; 0 is no limit.")]
    [ReadAtStart]
    public double MinDataRate { get; init; } = 240;

    /// <summary>For how long a connection may be slower than that. <value>5 s by default, 2 s to 1 h: Kestrel looks once a second.</value></summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00", ErrorMessage = "Write a duration as hours:minutes:seconds, such as \"00:00:05\", from 2 s to 1 h.")]
    [ReadAtStart]
    public TimeSpan DataRateGracePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Bytes of the request line: method, path and query; 414 above it. Phones cut URLs at 256 characters (CiscoIPPhone.xsd) and add what a
    /// user keyed in.
    /// <value>8192 by default, 256 to 65536, at most <see cref="MaxRequestHeadersTotalSize"/>.</value>
    /// </summary>
    [Range(256, 65_536, ErrorMessage = "Write a number of bytes from 256 to 65536.")]
    [ReadAtStart]
    public int MaxRequestLineSize { get; init; } = 8192;

    /// <summary>Bytes of all headers together; 431 above it. <value>16384 by default, 1024 to 65536.</value></summary>
    [Range(1024, 65_536, ErrorMessage = "Write a number of bytes from 1024 to 65536.")]
    [ReadAtStart]
    public int MaxRequestHeadersTotalSize { get; init; } = 16_384;

    /// <summary>
    /// Bytes of a request's body; 413 above it. It is held in memory, for the next node. A phone's form is a few hundred bytes.
    /// <value>65536 by default, 1024 to 16777216.</value>
    /// </summary>
    [Range(1024, 16_777_216, ErrorMessage = "Write a number of bytes from 1024 to 16777216.")]
    [ReadAtStart]
    public int MaxRequestBodySize { get; init; } = 65_536;
}
