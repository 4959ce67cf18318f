using System.Text;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.PublicAddress;
using PhoneServicesProxy.Tests.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>A cluster and a gateway, for all tests of rewriting.</summary>
internal static class Rewriting
{
    public const string Http = "http://phones:8080";
    public const string Https = "https://phones.example.com:8443";

    public static readonly KnownNodes Nodes = RewriteRules.NodesOf(
        Pools.Of(new()
        {
            ["publisher"] = new() { Address = "http://10.1.1.1:8080/" },
            ["subscriber"] = new() { Address = "http://10.1.1.2/", Aliases = ["ccm-sub1", "CCM-sub1.example.com.", "2001:DB8::2"] },
            ["forwarded"] = new() { Address = "http://10.1.1.3:18080/", Aliases = ["ccm-forwarded"], Host = "ccm-host.example.com:9080" },
            ["six"] = new() { Address = "https://[2001:db8:0:0::1]:8443/" },
        }),
        [
            Cluster(new() { ["idle"] = new() { Address = "http://10.9.9.9:8000/" }, ["below"] = new() { Address = "http://10.9.9.8/idle/" } }),
            new ClusterConfig { ClusterId = "none" },
        ]);

    public static readonly KnownNodes NoNodes = RewriteRules.NodesOf(Pools.Of([]), []);

    public static readonly GatewayAddress Gateway = new(Http, Https, IsHttps: false);

    public static readonly PageEdits Edits = new(Nodes, Gateway);

    public static RewrittenPage Rewrite(string page) => PageRewriter.Rewrite(Encoding.UTF8.GetBytes(page), Edits);

    public static string Text(this RewrittenPage page) => Encoding.UTF8.GetString(page.Page.Span);

    private static ClusterConfig Cluster(Dictionary<string, DestinationConfig> destinations) =>
        new() { ClusterId = "idle", Destinations = destinations };
}
