using System.Net;

namespace PhoneServicesProxy.IosSlb.Model;

/// <summary><c>real IP [PORT]</c> of a server farm, with IOS's defaults.</summary>
internal sealed class SlbReal(IPAddress address, int? port, int line)
{
    public const int DefaultWeight = 8;
    public const long NoLimit = 4294967295;

    public IPAddress Address => address;

    /// <summary>None: the port of the virtual server.</summary>
    public int? Port => port;

    public int Line => line;

    public Setting<int> Weight { get; set; } = new(DefaultWeight);

    public Setting<long> MaxConns { get; set; } = new(NoLimit);

    /// <summary>Seconds for which a failed real is left alone.</summary>
    public Setting<int> Retry { get; set; } = new(60);

    /// <summary><c>faildetect numconns</c>.</summary>
    public Setting<int> FailedConnections { get; set; } = new(8);

    /// <summary><c>faildetect … numclients</c>; the MIB has 8 as its default, the command another one.</summary>
    public Setting<int> FailedClients { get; set; } = new(8);

    public bool InService { get; set; }
}
