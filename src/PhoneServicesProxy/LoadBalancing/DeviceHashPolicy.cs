using System.IO.Hashing;
using System.Runtime.InteropServices;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.LoadBalancing;

/// <summary>
/// Weighted rendezvous hashing. Each node's score is computed from the phone's name, the node's name and its weight, and the highest score
/// wins. So all gateways agree without communicating. The loss of a node moves only its own phones. While its weight grows again, they come
/// back one by one (Thaler and Ravishankar 1998; weights after Schindelhauer and Schomaker 2005).
/// </summary>
internal sealed class DeviceHashPolicy(NodeDirectory nodes) : ILoadBalancingPolicy
{
    public string Name => NodePolicyNames.DeviceHash;

    public DestinationState? PickDestination(HttpContext context, ClusterState cluster, IReadOnlyList<DestinationState> availableDestinations)
    {
        var device = DeviceKey.Of(context);
        var seed = (long)XxHash64.HashToUInt64(MemoryMarshal.AsBytes(device.AsSpan()));
        DestinationState? best = null;
        var highest = double.NegativeInfinity;
        for (var i = 0; i < availableDestinations.Count; i++)
        {
            var node = availableDestinations[i];
            var score = Score(node.DestinationId, seed, nodes.WeightOf(node));
            if (best is null || score > highest)
            {
                (best, highest) = (node, score);
            }
        }

        return best;
    }

    /// <summary>-weight / ln(u), with u uniform in (0,1). A node's share of wins is then its share of the weights.</summary>
    internal static double Score(string node, long deviceHash, double weight)
    {
        var hash = XxHash64.HashToUInt64(MemoryMarshal.AsBytes(node.AsSpan()), deviceHash);
        var uniform = ((hash >> 11) + 0.5) / (1UL << 53);
        return -weight / Math.Log(uniform);
    }
}
