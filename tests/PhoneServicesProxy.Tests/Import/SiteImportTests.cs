using PhoneServicesProxy.Health;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Tests.Import;

public sealed class SiteImportTests
{
    private const string Farm = """
        ip slb serverfarm FARM
         real 10.1.1.1
          inservice
         real 10.1.1.2
          inservice

        """;

    private const string Vserver = """
        ip slb vserver VIP
         virtual 10.1.1.9 tcp 8080
         serverfarm FARM
         inservice

        """;

    [Fact]
    public async Task Create_CallManager4_IsRightAndMeansTheSame()
    {
        var site = Imported.File("ios-slb.cfg");
        var configuration = await Imported.LoadAsync(site);

        Assert.Equal("http://*:80", configuration.Root["Urls"]);
        Assert.Equal(
            [("172.26.1.100", "http://172.26.1.100:80/", 1), ("172.26.1.101", "http://172.26.1.101:80/", 1), ("172.26.1.102", "http://172.26.1.102:80/", 2)],
            configuration.Options.Nodes.Select(node => (node.Key, node.Value.Address!, node.Value.Priority)).Order());
        Assert.Equal((4, TimeSpan.FromSeconds(20)), (configuration.Options.Get<HealthOptions>().Passive.Failures, configuration.Options.Get<HealthOptions>().Passive.HoldTime));
        Assert.All(configuration.Clusters, cluster => Assert.Equal(TimeSpan.FromSeconds(5), cluster.HealthCheck!.Active!.Interval));
        var menu = configuration.Clusters.Single(cluster => cluster.ClusterId == "services-menu");
        Assert.Equal("/CCMCIP/getservicesmenu.asp", menu.HealthCheck!.Active!.Path);
        Assert.Equal("200", menu.Metadata![HealthMetadataKeys.Status]);
        Assert.Equal(NodePolicyNames.DeviceHash, menu.LoadBalancingPolicy);
        Assert.DoesNotContain(configuration.Clusters, cluster => cluster.HealthCheck!.Active!.Path!.EndsWith(".jsp", StringComparison.Ordinal));
        Assert.Equal([13, 24], site.Notes.Select(note => note.Line));
    }

    [Fact]
    public async Task Create_WholeRouter_TakesNodesAndProbes()
    {
        var configuration = await Imported.LoadAsync(Imported.File("whole-router.cfg"));

        Assert.Equal("http://*:8080", configuration.Root["Urls"]);
        Assert.Equal(
            [
                ("172.26.2.11", 2, 8, 0, NodeState.Active), ("172.26.2.12", 1, 32, 40, NodeState.Active),
                ("172.26.2.13", 1, 16, 0, NodeState.Active), ("172.26.2.14", 1, 0, 0, NodeState.Maintenance),
            ],
            configuration.Options.Nodes
                .Select(node => (node.Key, node.Value.Priority, node.Value.Weight, node.Value.MaxConcurrentRequests, node.Value.State)).Order());
        Assert.All(configuration.Options.Nodes.Values, node => Assert.EndsWith(":8080/", node.Address, StringComparison.Ordinal));
        Assert.Equal((3, 3), (configuration.Options.Get<HealthOptions>().Fall, configuration.Options.Get<HealthOptions>().Passive.Failures));
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10)), (configuration.Options.Get<HealthOptions>().Passive.HoldTime, configuration.Options.Get<HealthOptions>().Passive.MaxHoldTime));
        var mobility = configuration.Clusters.Single(cluster => cluster.ClusterId == "extension-mobility");
        Assert.Equal(("/emapp/EMAppServlet", "?device=SEP000000000001", TimeSpan.FromSeconds(10)),
            (mobility.HealthCheck!.Active!.Path, mobility.HealthCheck.Active.Query, mobility.HealthCheck.Active.Interval));
        Assert.Equal("CiscoIPPhone", mobility.Metadata![HealthMetadataKeys.MustMatch]);
        Assert.Equal(NodePolicyNames.DeviceHash, mobility.LoadBalancingPolicy);
        Assert.Equal(TimeSpan.FromSeconds(2), configuration.Clusters.Single(cluster => cluster.ClusterId == "services-menu").HealthCheck!.Active!.Interval);
        Assert.Equal(NodePolicyNames.ActiveStandby, configuration.Clusters.Single(cluster => cluster.ClusterId == "manager-assistant").LoadBalancingPolicy);
    }

    [Fact]
    public void Create_WholeRouter_ListsWhatHasNoCounterpartAndNoSecret()
    {
        var site = Imported.File("whole-router.cfg");

        Assert.Equal(
            [18, 20, 21, 24, 25, 29, 35, 36, 40, 45, 47, 48, 51, 61, 62, 63, 64, 65, 66, 67, 68, 69, 71, 74, 78, 82, 85, 87],
            site.Notes.Select(note => note.Line));
        Assert.All(site.Notes, note => Assert.NotEmpty(note.Instead));
        var everything = site.Text + string.Concat(site.Notes);
        Assert.DoesNotContain("s3cr3t", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("dfp-secret", everything, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Errors_NamesEachWithItsLineAndWritesNothing()
    {
        var site = Imported.File("errors.cfg");

        Assert.Null(site.Text);
        Assert.Equal([1, 4, 5, 6, 7, 9, 10, 11, 14, 15, 16, 17, 18, 20, 23, 24, 27, 28, 29, 32, 33, 34, 35], site.Errors.Select(error => error.Line));
        Assert.All(site.Errors, error => Assert.Matches("Write|Did you mean|Known are|is missing|Leave it out|Name", error.Message));
    }

    [Theory]
    [InlineData("ip slb vserver VIP\n virtual 10.1.1.9 tcp www\n inservice", 1, "without a server farm")]
    [InlineData("ip slb vserver VIP\n serverfarm FARM\n inservice", 1, "without an address")]
    [InlineData("ip slb vserver VIP\n virtual 10.1.1.9 tcp www\n serverfarm EMPTY\n inservice\nip slb serverfarm EMPTY", 5, "has no real server")]
    [InlineData("ip slb vserver VIP\n virtual 10.1.1.9 tcp www\n serverfarm FARM backup FARM\n inservice", 3, "is FARM itself")]
    [InlineData("ip slb vserver VIP\n virtual 010.1.1.9 tcp www", 2, "Write an IPv4 address")]
    [InlineData("ip slb vserver", 1, "The name of the virtual server is missing")]
    [InlineData("ip slb", 1, "is missing")]
    [InlineData("ipslb vserver VIP", 1, "Write ip slb vserver")]
    [InlineData("ip sbl vserver VIP", 1, "Write ip slb vserver")]
    [InlineData("ip slb vserver VIP\n virtual 10.1.1.9 tcp www\n serverfarm FARM\n inservce", 4, "Did you mean \"inservice\"?")]
    [InlineData("ip slb vserver VIP\nvirtual 10.1.1.9 tcp www\nserverfarm FARM\ninservce", 4, "Did you mean \"inservice\"?")]
    [InlineData("ip slb vserver VIP\n virtual 10.1.1.9 tcp www\nserverfrm FARM\n inservice", 3, "Did you mean \"serverfarm\"?")]
    public void Create_Nonsense_NamesTheLine(string lines, int line, string message)
    {
        var site = Imported.Of(lines + "\n" + Farm);

        Assert.Null(site.Text);
        var error = Assert.Single(site.Errors, error => error.Line is not null);
        Assert.Equal(line, error.Line);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ErrorsBelowAWrongLine_NamesThemToo()
    {
        var site = Imported.Of("""
            ip slb probe P htp
             interval x
            ip slb serverfarm FARM now
             probe P
             real 10.1.1.999 8080
              weight abc
              inservce
             real 10.1.1.2 8080 8081
              maxconns 0
            ip slb vserver VIP now
             virtual 10.1.1.9 tcp www
             serverfarm FARM backup FARN
             inservice
            """);

        Assert.Equal([1, 2, 3, 5, 6, 7, 8, 9, 10, 12], site.Errors.Select(error => error.Line));
    }

    [Fact]
    public void Create_NoServerLoadBalancing_SaysSo() =>
        Assert.Contains("no \"ip slb vserver\"", Assert.Single(Imported.Of("hostname r1\ninterface Vlan1\n ip address 10.1.1.1 255.0.0.0").Errors).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Create_NothingIndentedAndForeignLinesBetween_MeansTheSame()
    {
        var lines = (Vserver + "interface Vlan1\n delay 3\n!\n" + Farm).Split('\n').Select(line => line.Trim());

        var configuration = await Imported.LoadAsync(Imported.Of(string.Join('\n', lines)));

        Assert.Equal(["10.1.1.1", "10.1.1.2"], configuration.Options.Nodes.Keys.Order());
        Assert.All(configuration.Options.Nodes.Values, node => Assert.Equal(NodeState.Active, node.State));
    }

    [Theory]
    [InlineData("faildetect numconns 4 numclients 3", "faildetect numconns 6 numclients 2", 4, 2)]
    [InlineData("faildetect numconns 4 numclients 1", "", 4, 1)]
    [InlineData("faildetect numconns 4", "", 4, 2)]
    [InlineData("faildetect numconns 4 numclients 5\n  no faildetect", "", 3, 2)]
    public async Task Create_FailDetect_CountsFailuresAndPhones(string first, string second, int failures, int phones)
    {
        var site = Imported.Of($"""
            ip slb serverfarm FARM
             real 10.1.1.1
              {first}
              inservice
             real 10.1.1.2
              {second}
              inservice
            ip slb vserver VIP
             virtual 10.1.1.9 tcp 8080
             serverfarm FARM
             inservice
            """);
        var passive = (await Imported.LoadAsync(site)).Options.Get<HealthOptions>().Passive;

        Assert.Equal((failures, phones), (passive.Failures, passive.Phones));
        Assert.Equal(phones == 1, site.Text!.Contains("a single phone can take a node out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Create_NoForms_TakeBack()
    {
        var site = Imported.Of("""
            ip slb serverfarm FARM
             predictor leastconns
             no predictor
             real 10.1.1.1
              weight 30
              maxconns 5
              faildetect numconns 1
              no weight
              no maxconns
              no faildetect
              inservice
              exit
             real 10.1.1.2
              inservice
              no inservice
             real 10.1.1.3
              inservice
             no real 10.1.1.3
             exit
            ip slb serverfarm GONE
             bindid 5
            no ip slb serverfarm GONE
            ip slb vserver VIP
             virtual 10.1.1.9 tcp 8080
             serverfarm FARM backup GONE
             serverfarm FARM
             advertise
             no advertise
             sticky 5
             no sticky
             inservice
            end
            """);
        var configuration = await Imported.LoadAsync(site);

        Assert.Equal(
            [("10.1.1.1", 8, 0, NodeState.Active), ("10.1.1.2", 8, 0, NodeState.Maintenance)],
            configuration.Options.Nodes.Select(node => (node.Key, node.Value.Weight, node.Value.MaxConcurrentRequests, node.Value.State)).Order());
        Assert.Equal(3, configuration.Options.Get<HealthOptions>().Passive.Failures);
        Assert.Equal(NodePolicyNames.WeightedRoundRobin, configuration.Clusters[0].LoadBalancingPolicy);
        Assert.Empty(site.Notes);
    }

    [Fact]
    public async Task Create_SeveralPortsAndAddresses_ListensOnAllOfThem()
    {
        var site = Imported.Of(Farm + Vserver + Vserver.Replace("VIP", "WWW").Replace("8080", "www").Replace("10.1.1.9", "10.1.1.8")
            + Vserver.Replace("VIP", "TLS").Replace("8080", "https"));
        var configuration = await Imported.LoadAsync(site);

        Assert.Equal("http://*:8080;http://*:80", configuration.Root["Urls"]);
        Assert.Equal(["http://10.1.1.1:8080/", "http://10.1.1.2:8080/"], configuration.Options.Nodes.Values.Select(node => node.Address!).Order());
        Assert.Contains("10.1.1.9, 10.1.1.8", site.Text, StringComparison.Ordinal);
        Assert.Contains(site.Notes, note => note.Instead.Contains("https://*:443", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Create_OnlyHttps_NodesAreAskedByHttps()
    {
        var configuration = await Imported.LoadAsync(Imported.Of(Farm + Vserver.Replace("8080", "8443")));

        Assert.Equal(["https://10.1.1.1:8443/", "https://10.1.1.2:8443/"], configuration.Options.Nodes.Values.Select(node => node.Address!).Order());
    }

    [Fact]
    public async Task Create_EveryPort_NodesAreAskedWhereAllVersionsListen()
    {
        var configuration = await Imported.LoadAsync(Imported.Of(Farm + Vserver.Replace("8080", "0")));

        Assert.Equal("http://*:80;http://*:8080", configuration.Root["Urls"]);
        Assert.All(configuration.Options.Nodes.Values, node => Assert.EndsWith(":80/", node.Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Create_VserversOfDifferentServers_AsksWhichIsMeant()
    {
        var router = Farm + Vserver + Farm.Replace("FARM", "WEB").Replace("10.1.1", "10.2.2") + Vserver.Replace("VIP", "WEB").Replace("FARM", "WEB");

        var error = Assert.Single(Imported.Of(router).Errors);
        var chosen = await Imported.LoadAsync(Imported.Of(router, "WEB"));

        Assert.Contains("choose --vserver VIP, or --vserver WEB", error.Message, StringComparison.Ordinal);
        Assert.Equal(["10.2.2.1", "10.2.2.2"], chosen.Options.Nodes.Keys.Order());
    }

    [Fact]
    public void Create_UnknownVserverChosen_IsAnError() =>
        Assert.Contains("Did you mean \"VIP\"?", Assert.Single(Imported.Of(Farm + Vserver, "VIPP").Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("request url /emapp/EMAppServlet?device=SEP1&userid=jdoe&seq=12345", "seems to carry a user or a PIN")]
    [InlineData("request method post url /ccmcip/getservicesmenu.jsp", "Probes are GETs")]
    [InlineData("request url /index.html", "No phone service has this page")]
    [InlineData("faildetect 3", "IOS has no faildetect in an http probe")]
    [InlineData("request url /emapp/EMAppServlet\n expect regex [", "no regular expression of .NET")]
    public void Create_ProbeWithoutCounterpart_SaysWhatHappensInstead(string command, string instead)
    {
        var site = Imported.Of($"ip slb probe P http\n {command}\n" + Farm + " probe P\n" + Vserver);

        Assert.Empty(site.Errors);
        Assert.Contains(site.Notes, note => note.Instead.Contains(instead, StringComparison.Ordinal));
        Assert.DoesNotContain("12345", site.Text + string.Concat(site.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_PortWwwWithoutProbe_HintsAtOldCallManagers() =>
        Assert.Contains(Imported.Of(Farm + Vserver.Replace("8080", "www")).Notes, note => note.Instead.Contains("callmanager-4.json", StringComparison.Ordinal));

    [Fact]
    public void Create_ClientNetworks_SaysWhereTheyAreWritten() =>
        Assert.Contains(
            Imported.Of(Farm + Vserver + " client 10.20.0.0 255.255.0.0\n").Notes,
            note => note.Line == 10 && note.Instead.Contains("PhoneServices:Security:AllowedNetworks", StringComparison.Ordinal));
}
