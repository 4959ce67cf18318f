using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallManagerSimulator;

/// <summary>What a simulated cluster consists of and where it listens.</summary>
public sealed record SimulatedClusterOptions
{
    /// <summary>Name of each node, unique without regard to case. Default: publisher, subscriber1, subscriber2.</summary>
    public IReadOnlyList<string> NodeNames { get; init; } = ["publisher", "subscriber1", "subscriber2"];

    /// <summary>Address on which all nodes listen. Default: loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port of the first node, the next has the next port; 0 (default): any free port for each.</summary>
    public int FirstPort { get; init; }

    /// <summary>Where each node listens, one a node, or null (default): as <see cref="Address"/> and <see cref="FirstPort"/> say.</summary>
    public IReadOnlyList<IPEndPoint>? EndPoints { get; init; }

    /// <summary>
    /// Address of each node as its pages name it, one a node, or null (default): where it listens, with loopback in place of "any".
    /// </summary>
    public IReadOnlyList<Uri>? AdvertisedAddresses { get; init; }

    /// <summary>
    /// Certificate of each node, with its key, one a node: the nodes then speak https on their ports, and their pages and cookies say so.
    /// Null (default): http.
    /// </summary>
    public IReadOnlyList<X509Certificate2>? Certificates { get; init; }

    /// <summary>Port of the control API, 0 for any free port, null (default) for none.</summary>
    public int? ControlPort { get; init; }

    /// <summary>Address on which the control API listens. It has no password. Default: loopback.</summary>
    public IPAddress ControlListenAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Port on which the configuration files of phones are given by HTTP (CallManager: 6970), 0 for any free port, null (default) for none.</summary>
    public int? ConfigurationPort { get; init; }

    /// <summary>How many phones have such a file: SEP0011AA000000 and on, of every <see cref="PhoneFiles.PhoneFileKind"/>. Range: 1 to 100,000. Default: 21.</summary>
    public int Phones { get; init; } = 21;

    /// <summary>Where the URLs of phones lead that are wired right. Null (default): to the first node.</summary>
    public Uri? Gateway { get; init; }

    /// <summary>After this idle time a node closes a connection. Default: 20 s, Tomcat's.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Whether <see cref="SimulatedNode.ReceivedRequests"/> keeps the heads of the last 1000 requests, as they were on the wire,
    /// credentials and all. Default: false.
    /// </summary>
    public bool RecordRequests { get; init; }

    /// <summary>Users user1 to userN exist, all with PIN and password 12345. Range: 1 to 100,000. Default: 2000.</summary>
    public int Users { get; init; } = 2000;

    /// <summary>
    /// How many logins and logouts a node executes at once, CallManager's Maximum Concurrent Requests; one more gets (26). Range: 0 to 1000. Default:
    /// 0, any number, and none takes any time.
    /// </summary>
    public int MaxLogins { get; init; }

    /// <summary>The shortest time that a login takes where <see cref="MaxLogins"/> is set. Default: 0.3 s.</summary>
    public TimeSpan MinLoginTime { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>The longest time that a login takes, not below <see cref="MinLoginTime"/>. Default: 0.6 s.</summary>
    public TimeSpan MaxLoginTime { get; init; } = TimeSpan.FromSeconds(0.6);

    /// <summary>
    /// File to which each executed login is added as a line of JSON before it is answered, so that what was executed is known
    /// even if the process is killed. Its folder must exist. Null (default) for none.
    /// </summary>
    public string? LoginFile { get; init; }

    /// <summary>Clock for delays, sessions and the times of logins.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Receives changes of faults and executed logins. Default: none.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
