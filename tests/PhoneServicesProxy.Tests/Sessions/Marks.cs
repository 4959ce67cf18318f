using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Sessions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Sessions;

/// <summary>The marks of a gateway, as a test configures it.</summary>
internal static class Marks
{
    public static readonly SessionMarks None = SessionMarks.Of(new Dictionary<string, NodeOptions>(), []);

    /// <summary>Of one cluster with nodes at these addresses.</summary>
    public static SessionMarks Of(params string[] addresses) => SessionMarks.Of(new Dictionary<string, NodeOptions>(), [Cluster(addresses)]);

    /// <summary>Of nodes with aliases.</summary>
    public static SessionMarks Of(params NodeOptions[] nodes)
    {
        return SessionMarks.Of(nodes.ToDictionary(node => node.Address!), [Cluster([.. nodes.Select(node => node.Address!)])]);
    }

    public static ClusterConfig Cluster(params string[] addresses) => new()
    {
        ClusterId = string.Join('+', addresses),
        Destinations = addresses.ToDictionary(address => address, address => new DestinationConfig { Address = address }),
    };

    public static DestinationState Node(string host) => At($"http://{host}:8080/");

    public static DestinationState At(string address) => new(address, new DestinationModel(new DestinationConfig { Address = address }));
}
