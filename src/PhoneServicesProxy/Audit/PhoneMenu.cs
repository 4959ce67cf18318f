using System.Xml;
using System.Xml.Linq;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Wording;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Audit;

/// <summary>Requests a phone's Services menu as the gateway's probes would, and reads its entries. It never sends a user or a PIN.</summary>
internal sealed class PhoneMenu(ProbeSender sender, IForwarderHttpClientFactory clients, TimeProvider time)
{
    private const string Path = "/ccmcip/getservicesmenu.jsp";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private static readonly ProbeCheck APage = new(HealthMetadata.Read(new Dictionary<string, string> { [HealthMetadataKeys.Expect] = nameof(PhoneXml) }));

    /// <returns>The entries; null if no node gave a menu, and the reason.</returns>
    public async Task<(IReadOnlyList<PhoneUrl>? Entries, string? Problem)> AskAsync(string device, GatewayConfiguration configuration, CancellationToken stop)
    {
        if (ClusterOf(configuration) is not { Destinations.Count: > 0 } cluster)
        {
            return (null, "no route of the gateway leads to the Services menu");
        }

        var asked = cluster with
        {
            HealthCheck = new() { Active = (cluster.HealthCheck?.Active ?? new()) with { Path = Path, Query = $"?name={device}" } },
        };
        var client = clients.CreateClient(new() { ClusterId = cluster.ClusterId, NewConfig = cluster.HttpClient ?? HttpClientConfig.Empty, NewMetadata = cluster.Metadata });
        var state = new ClusterState(cluster.ClusterId, new ClusterModel(asked, client));
        var problem = "";
        foreach (var (name, destination) in cluster.Destinations)
        {
            var node = new NodeHealth(state, new DestinationState(name, new DestinationModel(destination)), time.GetUtcNow());
            using var late = new CancellationTokenSource(Limit, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
            var answer = await sender.SendAsync(node, APage, either.Token);
            using var response = answer.Response;
            stop.ThrowIfCancellationRequested();
            if (answer is { Good: true, Page: { } page })
            {
                return Read(page);
            }

            problem = $"{name}: {WordsOf(answer)}";
        }

        return (null, problem);
    }

    /// <summary>The answer's own text may quote what the node sent, so it is not used.</summary>
    private static string WordsOf(ProbeAnswer answer) => answer.Page is not { } page ? $"no whole answer ({TagName.Of(answer.Failure).Replace('_', ' ')})"
        : page.Status == StatusCodes.Status200OK ? "its answer is no page for phones"
        : $"status {page.Status}";

    private static ClusterConfig? ClusterOf(GatewayConfiguration configuration)
    {
        var route = configuration.Routes.FirstOrDefault(route => Path.Equals(route.Match.Path, StringComparison.OrdinalIgnoreCase));
        return configuration.Clusters.FirstOrDefault(cluster => cluster.ClusterId.Equals(route?.ClusterId, StringComparison.OrdinalIgnoreCase));
    }

    private static (IReadOnlyList<PhoneUrl>? Entries, string? Problem) Read(ProbePage page)
    {
        try
        {
            var root = XDocument.Parse(ProbePageCheck.Text(page.Body, page.ContentType)).Root;
            return ([.. root?.Elements("MenuItem").Select(item => new PhoneUrl(PhoneUrl.Menu, Text(item, "Name"), Text(item, "URL"))) ?? []], null);
        }
        catch (XmlException error)
        {
            return (null, $"its menu is not well-formed (line {error.LineNumber}, position {error.LinePosition})");
        }
    }

    private static string Text(XElement item, string name) => PrintableText.Of(item.Element(name)?.Value ?? "");
}
