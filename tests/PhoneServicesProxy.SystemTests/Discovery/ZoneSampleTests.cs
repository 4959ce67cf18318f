using System.Globalization;
using Microsoft.Extensions.Configuration;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Discovery;

/// <summary>The zones of <c>deploy/dns</c>: that name servers take them, and that the gateway finds its nodes in them.</summary>
public sealed class ZoneSampleTests
{
    private static readonly string Folder = Path.Combine(Root(), "deploy", "dns");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Zone_Bind_TakesItAndHasTheSameNodes()
    {
        DebianPackages.Require("named-checkzone");

        var zone = await Command.RunAsync("named-checkzone", "-D", "-o", "-", "example.com", Path.Combine(Folder, "example.com.zone"));

        var records = zone.Split('\n').Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 4).ToArray();
        var services = records.Where(words => words[3] == "SRV").Select(words => $"{words[7].TrimEnd('.')} {words[6]} {words[4]} {words[5]}");
        Assert.Equal(
            (await LookUpAsync(new("_phoneservices._tcp.example.com", IsService: true))).Select(node => $"{node.Name} {node.Port} {node.Priority} {node.Weight}"),
            services.Order(StringComparer.Ordinal));
        Assert.Equal(
            (await LookUpAsync(new("ccm.example.com", IsService: false))).Select(node => node.Name),
            records.Where(words => words[0] == "ccm.example.com." && words[3] == "A").Select(words => words[4]).Order(StringComparer.Ordinal));
    }

    /// <summary>With dnsmasq, and the networks of the sample of a site.</summary>
    private static async Task<IReadOnlyList<DiscoveredNode>> LookUpAsync(DiscoverySource source)
    {
        DebianPackages.Require("dnsmasq");
        var endpoint = FreePort.OnLoopback();
        await using var server = await ChildProcess.StartAsync(
            new ChildProgram("dnsmasq",
                "--keep-in-foreground", "--pid-file=", "--user=root", "--log-facility=-", "--no-resolv", "--no-hosts", "--bind-interfaces",
                "--listen-address", $"{endpoint.Address}", "--port", endpoint.Port.ToString(CultureInfo.InvariantCulture),
                $"--conf-file={Path.Combine(Folder, "dnsmasq.conf")}"),
            TimeProvider.System);
        await server.WaitForPortAsync(endpoint, TimeSpan.FromSeconds(10), Cancellation);
        var site = await GatewaySite.Loader(ConfigurationLayers.Shipped([Path.Combine(Folder, "site.json")], [])).LoadAsync();
        var options = new DiscoveryOptions { NameServers = [$"{endpoint}"], Networks = site.Configuration!.Options.Get<DiscoveryOptions>().Networks };

        var result = await new NodeLookup(new DnsResolver(Exhaustions.New()), new(() => new ConfigurationBuilder().Build())).LookUpAsync(source, [], options, Cancellation);

        Assert.Empty(result.Complaints);
        return result.Nodes;
    }

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "PhoneServicesProxy.sln")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return directory;
    }
}
