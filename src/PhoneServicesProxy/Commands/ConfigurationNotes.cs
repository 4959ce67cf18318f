using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Security;
using PhoneServicesProxy.Telemetry;
using PhoneServicesProxy.Wording;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Commands;

/// <summary>
/// Notes on settings that are valid but may be mistakes: names unknown to DNS, services without a probe or a route, keys that have no effect.
/// </summary>
internal static class ConfigurationNotes
{
    private static readonly TimeSpan ResolverLimit = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<string>> OfAsync(GatewayConfiguration configuration) =>
        [.. Urls(configuration.Root), .. await UnknownNamesAsync(configuration.Options), .. Networks(configuration.Options), .. Clusters(configuration), .. Nothings(configuration), .. Nodes(configuration.Options), .. Pools(configuration), .. Routes(configuration), .. Policies(configuration), .. Queues(configuration.Options), .. TelemetrySettings.Mistakes(configuration.Root), .. LoggingValidator.Unknown(configuration.Root), .. CertificateNotes.Of(configuration, TimeProvider.System.GetUtcNow()), .. EnvironmentNotes.Mistakes(Environment.GetEnvironmentVariables().Keys.Cast<string>())];

    private static IEnumerable<string> Urls(IConfiguration root)
    {
        BindingAddress[] addresses = [.. (root["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(BindingAddress.Parse)];
        foreach (var address in addresses.Where(address => !address.IsUnixPipe && !IPAddress.TryParse(address.Host, out _) && address.Host is not ("*" or "+") && !IsLocalhost(address)))
        {
            yield return $"Urls: has \"{address.Scheme}://{address.Host}:{address.Port}\", whose host is a name. A name is not looked up: phones come in at every address of this machine, as with \"{address.Scheme}://*:{address.Port}\". Write that, or one of its addresses in place of the name.";
        }

        if (addresses.All(address => IsLocalhost(address) || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip))))
        {
            yield return $"Urls: is \"{root["Urls"]}\", which only this machine reaches. Write an address that phones reach, or \"http://*:8080\" for all of them.";
        }
    }

    private static bool IsLocalhost(BindingAddress address) => address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Queues(FeatureOptions options)
    {
        foreach (var (name, policy) in options.Get<Dictionary<string, FailoverPolicyOptions>>().Where(policy => policy.Value.QueueTime > TimeSpan.Zero))
        {
            var key = $"{FailoverPolicyOptions.Section}:{name}:{nameof(policy.QueueTime)}: is \"{TimeText.InFile(policy.QueueTime)}\"";
            if (policy.LongestWait < policy.QueueTime)
            {
                yield return $"{key}, but a request waits no longer than half of TotalTimeout, \"{TimeText.InFile(policy.TotalTimeout)}\". Write a shorter QueueTime or a longer TotalTimeout.";
            }

            if (policy.Replay == Replay.Always)
            {
                yield return $"{key}, but Replay is Always: a request that may be repeated goes to the next node and does not wait. Leave QueueTime out; it counts for forms that are posted, and nothing else.";
            }
        }
    }

    private static IEnumerable<string> Networks(FeatureOptions options)
    {
        (string Key, IReadOnlyList<string> Networks)[] lists =
        [
            ($"{SecurityOptions.Section}:AllowedNetworks", options.Get<SecurityOptions>().AllowedNetworks),
            ($"{SecurityOptions.Section}:KnownProxies", options.Get<SecurityOptions>().KnownProxies),
            ($"{SecurityOptions.Section}:RateLimit:ExemptNetworks", options.Get<SecurityOptions>().RateLimit.ExemptNetworks),
            .. options.Pools.All.Select(pool => ($"{pool.DiscoveryKey}:Networks", pool.Discovery.Networks)),
        ];
        return Everybody(options.Get<SecurityOptions>()).Concat(lists.SelectMany(list => list.Networks.Select(network => (list.Key, Network: network, Meant: NetworkText.WithoutHost(network))))
            .Where(one => one.Meant is not null)
            .Select(one => $"{one.Key}: holds \"{one.Network}\", which means all of \"{one.Meant}\". Write that, or \"{one.Network.Split('/')[0]}\" for the one address."));
    }

    private static IEnumerable<string> Everybody(SecurityOptions security) =>
        security.KnownProxies.Where(network => AddressSet.Parse(network)?.PrefixLength == 0)
            .Select(network => $"{SecurityOptions.Section}:{nameof(SecurityOptions.KnownProxies)}: holds \"{network}\", so every client counts as a proxy. Any client could then claim any address, and so bypass AllowedNetworks and the rate limit. Write the addresses of your proxies.");

    private static async Task<IEnumerable<string>> UnknownNamesAsync(FeatureOptions options)
    {
        var notes = await Task.WhenAll(options.Pools.All.SelectMany(pool => pool.Nodes.Select(node => UnknownNameAsync($"{pool.NodesKey}:{node.Key}", node.Value))));
        return notes.OfType<string>();
    }

    private static async Task<string?> UnknownNameAsync(string key, NodeOptions node)
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
            $"{key}:Address: is \"{node.Address}\", but the resolver says of {host}: {answer}. The node cannot be reached until the name is known. An address needs no resolver.";
    }

    private static IEnumerable<string> Nodes(FeatureOptions options) => options.Pools.All.SelectMany(Nodes);

    private static IEnumerable<string> Nodes(NodePool pool)
    {
        var key = pool.NodesKey;
        foreach (var (name, node) in pool.Nodes.Where(node => node.Value.Address!.StartsWith("http:", StringComparison.OrdinalIgnoreCase)))
        {
            if (node.TrustedFingerprints.Count > 0 || !string.IsNullOrEmpty(node.TrustedCertificateFile) || node.DangerousAcceptAnyCertificate)
            {
                yield return $"{key}:{name}:Address: is \"{node.Address}\", so the node's trusted certificates have no effect, and PINs are sent unencrypted. Write an https address, such as \"https://10.1.1.1:8443/\", or remove the trusted certificates.";
            }
        }

        if (pool.Nodes.Count > 0 && !pool.Discovery.IsConfigured)
        {
            if (pool.Nodes.Values.All(node => node.State == NodeState.Maintenance))
            {
                yield return $"{key}: all nodes have the State Maintenance, so no phone gets a page. Write Active for one of them.";
            }
            else if (pool.Nodes.Values.All(node => node.State != NodeState.Active))
            {
                yield return $"{key}: no node has the State Active. Drained nodes still get requests, because there is no other. Write Active for one of them.";
            }
        }
    }

    private static IEnumerable<string> Pools(GatewayConfiguration configuration)
    {
        var used = configuration.Clusters.Select(NodePools.NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return configuration.Options.Pools.Others.Where(pool => !used.Contains(pool.Name)).Select(pool =>
            $"{PoolOptions.Section}:{pool.Name}: no cluster has this pool, so its nodes get no requests and no probes. Write \"Metadata\": {{ \"{NodePools.Metadata}\": \"{pool.Name}\" }} into a cluster at {YarpSection.Name}:Clusters.");
    }

    private static IEnumerable<string> Policies(GatewayConfiguration configuration)
    {
        var used = configuration.Routes.Select(route => route.Metadata?.GetValueOrDefault(RouteMetadata.FailoverPolicy)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return configuration.Options.Get<Dictionary<string, FailoverPolicyOptions>>().Keys.Where(name => !used.Contains(name)).Select(name =>
            $"{FailoverPolicyOptions.Section}:{name}: no route has this policy, so it has no effect. {KeySuggestion.For(name, configuration.Options.Get<Dictionary<string, FailoverPolicyOptions>>().Keys.Where(used.Contains))}");
    }

    private static IEnumerable<string> Routes(GatewayConfiguration configuration)
    {
        foreach (var route in configuration.Routes.Where(route => string.IsNullOrEmpty(route.Metadata?.GetValueOrDefault(RouteMetadata.Expect))))
        {
            yield return $"{YarpSection.Name}:Routes:{route.RouteId}:Metadata:{RouteMetadata.Expect}: is missing. Phones get any answer of a node, even an HTML error page or half a page, and no other node is tried. "
                + "Write PhoneXml, PhonePage where it may be an image or a sound, or Any.";
        }

        foreach (var route in configuration.Routes.Where(IsToAuthenticate))
        {
            yield return $"{YarpSection.Name}:Routes:{route.RouteId}:Metadata:{RouteMetadata.Expect}: is \"{nameof(Expectation.Any)}\", but by its path it seems to authenticate pushes to phones. If no node answers, it would give a page of the gateway. Write {nameof(Expectation.PlainText)} there.";
        }
    }

    /// <summary>A layer can add to the layers below, but cannot remove from them.</summary>
    private static IEnumerable<string> Nothings(GatewayConfiguration configuration)
    {
        var layers = configuration.Root.Providers.ToArray();
        return configuration.Root.AsEnumerable()
            .Select(pair => pair.Key)
            .Where(key => layers.Skip(1).Any(layer => layer.TryGet(key, out var value) && string.IsNullOrEmpty(value)))
            .Select(key => (Key: key, Other: Array.Find(layers, layer => layer.GetChildKeys([], key).Any())))
            .Where(nothing => nothing.Other is not null)
            .OrderBy(nothing => nothing.Key, StringComparer.Ordinal)
            .Select(nothing => $"{nothing.Key}: is null or empty, which removes nothing: the value of {(nothing.Other == layers[0] ? "the shipped file" : ConfigurationSources.NameOf(nothing.Other!))} stays in force. Write a different value, or remove this.");
    }

    private static bool IsToAuthenticate(RouteConfig route) =>
        route.Metadata?.GetValueOrDefault(RouteMetadata.Expect) == nameof(Expectation.Any) && route.Match.Path?.Contains("authenticat", StringComparison.OrdinalIgnoreCase) == true;

    private static IEnumerable<string> Clusters(GatewayConfiguration configuration)
    {
        foreach (var cluster in configuration.Clusters)
        {
            var key = $"{YarpSection.Name}:Clusters:{cluster.ClusterId}";
            if (!configuration.Routes.Any(route => cluster.ClusterId.Equals(route.ClusterId, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"{key}: no route leads there, so no phone gets its pages. Write one under {YarpSection.Name}:Routes with \"ClusterId\": \"{cluster.ClusterId}\".";
            }

            if (cluster.HttpRequest is { VersionPolicy: { } policy and not HttpVersionPolicy.RequestVersionOrLower } request && (request.Version ?? HttpVersion.Version20) is { Major: >= 2 } version && NodeInTheClear(cluster, configuration.Options) is { } node)
            {
                yield return $"{key}:HttpRequest:Version: is \"{version}\" with the VersionPolicy {policy}, but {node} is on http, where CallManager speaks only HTTP/1.1: every press there fails. Write \"1.1\", or \"VersionPolicy\": \"RequestVersionOrLower\".";
            }

            if (cluster.HealthCheck?.Active is not { Enabled: true } active)
            {
                yield return $"{key}:HealthCheck: is missing. Its nodes are never probed: a dead node is found only when presses fail there, and the status page does not show it. "
                    + "Write \"HealthCheck\": { \"Active\": { \"Enabled\": true, \"Interval\": \"00:00:01\", \"Timeout\": \"00:00:00.500\", \"Policy\": \"FallRise\", \"Path\": \"/page.jsp\" } }.";
            }
            else if (active.Interval is null)
            {
                yield return $"{key}:HealthCheck:Active:Interval: is missing. Its nodes are probed every 15 s, so a dead node may get presses for half a minute. Write one such as \"00:00:01\", and a Timeout such as \"00:00:00.500\".";
            }
        }
    }

    /// <summary>The name of a node on http, where TLS cannot negotiate the HTTP version; null if there is none.</summary>
    private static string? NodeInTheClear(ClusterConfig cluster, FeatureOptions options) =>
        (cluster.Destinations ?? new Dictionary<string, DestinationConfig>()).Where(node => node.Value.Address?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true).Select(node => node.Key).FirstOrDefault()
        ?? (options.Pools.Of(cluster)?.Discovery is { IsConfigured: true, Scheme: NodeScheme.Http } ? "a node of DNS" : null);
}
