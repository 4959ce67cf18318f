using System.Net;

namespace PhoneServicesProxy.IosSlb.Model;

/// <summary><c>real IP [PORT]</c> of a server farm, with IOS's defaults.</summary>
internal sealed class SlbReal(IPAddress address, int? port, int line)
{
    public const int DefaultWeight = 8;
    public const long NoLimit = 4294967295;

    public IPAddress Address => address;

    /// <summary>Null means the port of the virtual server.</summary>
    public int? Port => port;

    public int Line => line;

    public Setting<int> Weight { get; set; } = new(DefaultWeight);

    public Setting<long> MaxConns { get; set; } = new(NoLimit);

    /// <summary>The time in seconds for which a failed real is not used.</summary>
    public Setting<int> Retry { get; set; } = new(60);

    /// <summary><c>faildetect numconns</c>.</summary>
    public Setting<int> FailedConnections { get; set; } = new(8);

    /// <summary><c>faildetect … numclients</c>. 8 is the default in the MIB; the command's default is different.</summary>
    public Setting<int> FailedClients { get; set; } = new(8);

    public bool InService { get; set; }
}
