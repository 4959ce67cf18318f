using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallManagerSimulator;

/// <summary>The nodes of a simulated cluster and their addresses.</summary>
public sealed record SimulatedClusterOptions
{
    /// <summary>Name of each node, unique without regard to case. Default: publisher, subscriber1, subscriber2.</summary>
    public IReadOnlyList<string> NodeNames { get; init; } = ["publisher", "subscriber1", "subscriber2"];

    /// <summary>Address on which all nodes listen. Default: loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port of the first node. Each further node has the next port. Default: 0, any free port for each.</summary>
    public int FirstPort { get; init; }

    /// <summary>The address of each node, one a node. Default: null, as in <see cref="Address"/> and <see cref="FirstPort"/>.</summary>
    public IReadOnlyList<IPEndPoint>? EndPoints { get; init; }

    /// <summary>The address of each node in its pages, one a node. Default: null, the address on which it listens, with loopback instead of "any".</summary>
    public IReadOnlyList<Uri>? AdvertisedAddresses { get; init; }

    /// <summary>
    /// The certificate of each node with its key, one a node. The nodes then use https, also in their pages and cookies. Default: null, http.
    /// </summary>
    public IReadOnlyList<X509Certificate2>? Certificates { get; init; }

    /// <summary>Port of the control API; 0 for any free port. Default: null, no control API.</summary>
    public int? ControlPort { get; init; }

    /// <summary>Address on which the control API listens. It has no password. Default: loopback.</summary>
    public IPAddress ControlListenAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Port of the phones' configuration files by HTTP (CallManager: 6970); 0 for any free port. Default: null, they are not served.</summary>
    public int? ConfigurationPort { get; init; }

    /// <summary>
    /// The number of phones with such a file, named SEP0011AA000000 and so on, of every <see cref="PhoneFiles.PhoneFileKind"/>. Range: 1 to 100,000.
    /// Default: 21.
    /// </summary>
    public int Phones { get; init; } = 21;

    /// <summary>The gateway's address for correctly configured phones. Default: null, the first node.</summary>
    public Uri? Gateway { get; init; }

    /// <summary>The idle time after which a node closes a connection. Default: 20 s, as in Tomcat.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// True: <see cref="SimulatedNode.ReceivedRequests"/> keeps the heads of the last 1000 requests exactly as received, with credentials. Default:
    /// false.
    /// </summary>
    public bool RecordRequests { get; init; }

    /// <summary>The number of users: user1 to userN, all with PIN and password 12345. Range: 1 to 100,000. Default: 2000.</summary>
    public int Users { get; init; } = 2000;

    /// <summary>
    /// The most logins and logouts that a node executes at once, CallManager's Maximum Concurrent Requests. A further one gets (26). Range: 0 to
    /// 1000. Default: 0, no limit, and none takes any time.
    /// </summary>
    public int MaxLogins { get; init; }

    /// <summary>The shortest time that a login takes if <see cref="MaxLogins"/> is set. Default: 0.3 s.</summary>
    public TimeSpan MinLoginTime { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>The longest time that a login takes. Not below <see cref="MinLoginTime"/>. Default: 0.6 s.</summary>
    public TimeSpan MaxLoginTime { get; init; } = TimeSpan.FromSeconds(0.6);

    /// <summary>
    /// The file that gets each executed login as a line of JSON before it is answered. It is complete even if the process is killed. Its folder must
    /// exist. Default: null, no file.
    /// </summary>
    public string? LoginFile { get; init; }

    /// <summary>Clock for delays, sessions and the times of logins.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Receives changes of faults and executed logins. Default: none.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
