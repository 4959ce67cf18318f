using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Telemetry;

namespace PhoneServicesProxy.Commands;

/// <summary>What is allowed and may still be meant otherwise: names that DNS does not know, services that nobody probes or reaches, variables that are not understood.</summary>
internal static class ConfigurationNotes
{
    private static readonly TimeSpan ResolverLimit = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<string>> OfAsync(GatewayConfiguration configuration) =>
        [.. await UnknownNamesAsync(configuration.Options), .. Clusters(configuration), .. TelemetrySettings.Mistakes(configuration.Root)];

    private static async Task<IEnumerable<string>> UnknownNamesAsync(PhoneServicesOptions options)
    {
        var notes = await Task.WhenAll(options.Nodes.Select(node => UnknownNameAsync(node.Key, node.Value)));
        return notes.OfType<string>();
    }

    private static async Task<string?> UnknownNameAsync(string name, NodeOptions node)
    {
        var host = new Uri(node.Address!).IdnHost;
        if (IPAddress.TryParse(host, out _))
        {
            return null;
        }

        try
        {
            using var limit = new CancellationTokenSource(ResolverLimit);
            await Dns.GetHostAddressesAsync(host, limit.Token);
            return null;
        }
        catch (SocketException error)
        {
            return Note(error.Message);
        }
        catch (OperationCanceledException)
        {
            return Note($"no answer within {ResolverLimit.TotalSeconds:0} s");
        }

        string Note(string answer) =>
            $"{PhoneServicesOptions.Section}:Nodes:{name}:Address: is \"{node.Address}\", but the resolver says of {host}: {answer}. The node is not reached until that name is known; an address does not need it.";
    }

    private static IEnumerable<string> Clusters(GatewayConfiguration configuration)
    {
        foreach (var cluster in configuration.Clusters)
        {
            var key = $"{YarpSection.Name}:Clusters:{cluster.ClusterId}";
            if (!configuration.Routes.Any(route => cluster.ClusterId.Equals(route.ClusterId, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"{key}: no route leads there, so that no phone gets it. Write one under {YarpSection.Name}:Routes with \"ClusterId\": \"{cluster.ClusterId}\".";
            }

            if (cluster.HealthCheck?.Active is not { Enabled: true } active)
            {
                yield return $"{key}:HealthCheck: is missing. Its nodes are never probed: a dead one is found by phones' presses alone, and the status page cannot tell. "
                    + "Write \"HealthCheck\": { \"Active\": { \"Enabled\": true, \"Interval\": \"00:00:01\", \"Timeout\": \"00:00:00.500\", \"Policy\": \"FallRise\", \"Path\": \"/page.jsp\" } }.";
            }
            else if (active.Interval is null)
            {
                yield return $"{key}:HealthCheck:Active:Interval: is missing. Its nodes are probed every 15 s, so that a dead one may be asked for half a minute. Write one such as \"00:00:01\", and a Timeout such as \"00:00:00.500\".";
            }
        }
    }
}
