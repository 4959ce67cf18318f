using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PhoneServicesProxy.Commands;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Commands;

public sealed class ConfigurationNotesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-notes").FullName;

    [Fact]
    public async Task OfAsync_NameThatDnsDoesNotKnow_TellsTheResolversAnswer()
    {
        var note = Assert.Single(await OfAsync("""{ "PhoneServices": { "Nodes": { "pub": { "Address": "http://no-such-name.invalid/" } } } }"""));

        Assert.StartsWith("PhoneServices:Nodes:pub:Address: is \"http://no-such-name.invalid/\", but the resolver says of no-such-name.invalid: ", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "no route leads there", "HealthCheck: is missing. Its nodes are never probed")]
    [InlineData("\"HealthCheck\": { \"Active\": { \"Enabled\": true, \"Path\": \"/mine\" } }", "/mine", "Interval: is missing. Its nodes are probed every 15 s", null)]
    public async Task OfAsync_ClusterOfASite_SaysWhatFollows(string cluster, string path, string first, string? second)
    {
        var route = path.Length == 0 ? "" : $$""", "Routes": { "mine": { "Match": { "Path": "{{path}}" }, "ClusterId": "mine", "Metadata": { "FailoverPolicy": "Read", "Expect": "PhoneXml" } } }""";
        var notes = await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } }, "ReverseProxy": { "Clusters": { "mine": { {{cluster}} } }{{route}} } }""");

        Assert.Equal(second is null ? 1 : 2, notes.Count);
        Assert.Contains(first, notes[0], StringComparison.Ordinal);
        Assert.Contains(second ?? "", notes[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"State\": \"Maintenance\"", "PhoneServices:Nodes: all nodes have the State Maintenance")]
    [InlineData("\"State\": \"Drain\"", "PhoneServices:Nodes: no node has the State Active")]
    [InlineData("\"DangerousAcceptAnyCertificate\": true", "PhoneServices:Nodes:a:Address: is \"http://10.1.1.1/\", so the node's trusted certificates have no effect")]
    public async Task OfAsync_NodesThatServeNobody_SaysWhatFollows(string setting, string start) => Assert.StartsWith(
        start, Assert.Single(await OfAsync($$"""{ "PhoneServices": { "Nodes": { "a": { "Address": "http://10.1.1.1/", {{setting}} } } } }""")), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "PhoneServices:Pools:finesse: no cluster has this pool, so its nodes get no requests")]
    [InlineData("\"State\": \"Maintenance\"", "PhoneServices:Pools:finesse:Nodes: all nodes have the State Maintenance")]
    [InlineData("\"DangerousAcceptAnyCertificate\": true", "PhoneServices:Pools:finesse:Nodes:a:Address: is \"http://10.1.2.1/\", so the node's trusted certificates have no effect")]
    public async Task OfAsync_PoolThatServesNobody_SaysWhatFollows(string setting, string start)
    {
        var cluster = setting.Length == 0 ? "\"LoadBalancingPolicy\": \"DeviceHash\"" : "\"Metadata\": { \"Pool\": \"finesse\" }";
        var notes = await OfAsync($$"""
            {
              "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} }, "Pools": { "finesse": { "Nodes": { "a": { "Address": "http://10.1.2.1/"{{(setting.Length > 0 ? ", " + setting : "")}} } } } } },
              "ReverseProxy": { "Clusters": { "idle": { {{cluster}} } } }
            }
            """);

        Assert.StartsWith(start, Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAsync_RouteThatDoesNotSayWhatToExpect_SaysWhatFollows() => Assert.StartsWith(
        "ReverseProxy:Routes:mine:Metadata:Expect: is missing. Phones get any answer of a node",
        Assert.Single(await OfAsync($$"""
            {
              "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } },
              "ReverseProxy": { "Routes": { "mine": { "Match": { "Path": "/mine" }, "ClusterId": "idle", "Metadata": { "FailoverPolicy": "Login" } } } }
            }
            """)),
        StringComparison.Ordinal);

    [Fact]
    public async Task OfAsync_PolicyThatNoRouteHas_IsTold() => Assert.StartsWith(
        "PhoneServices:FailoverPolicies:Raed: no route has this policy, so it has no effect. Did you mean \"Read\"?",
        Assert.Single(await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} }, "FailoverPolicies": { "Raed": { "MaxAttempts": 2 } } } }""")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("\"Security\": { \"AllowedNetworks\": [ \"10.0.0.1/8\", \"10.0.0.0/8\", \"10.1.1.1\", \"10.1.1.1/32\" ] }", "Security:AllowedNetworks", "10.0.0.1/8", "10.0.0.0/8", "10.0.0.1")]
    [InlineData("\"Security\": { \"KnownProxies\": [ \"fd00::1/64\", \"::1\" ] }", "Security:KnownProxies", "fd00::1/64", "fd00::/64", "fd00::1")]
    [InlineData("\"Security\": { \"RateLimit\": { \"ExemptNetworks\": [ \"10.2.3.4/0\" ] } }", "Security:RateLimit:ExemptNetworks", "10.2.3.4/0", "0.0.0.0/0", "10.2.3.4")]
    [InlineData("\"Discovery\": { \"AddressName\": \"ccm.example.com\", \"Networks\": [ \"10.1.1.9/24\" ] }", "Discovery:Networks", "10.1.1.9/24", "10.1.1.0/24", "10.1.1.9")]
    public async Task OfAsync_AddressInsideOfANetwork_SaysWhatIsMeant(string setting, string key, string written, string meant, string alone) => Assert.Equal(
        $"PhoneServices:{key}: holds \"{written}\", which means all of \"{meant}\". Write that, or \"{alone}\" for the one address.",
        Assert.Single(await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} }, {{setting}} } }""")));

    [Theory]
    [InlineData("http://myhost:8080", "Urls: has \"http://myhost:8080\", whose host is a name. A name is not looked up: phones come in at every address of this machine, as with \"http://*:8080\".")]
    [InlineData("http://*:8081;http://GW.example.com:8080", "Urls: has \"http://GW.example.com:8080\", whose host is a name.")]
    [InlineData("http://localhost:8080", "Urls: is \"http://localhost:8080\", which only this machine reaches.")]
    [InlineData("http://127.0.0.1:8080;http://[::1]:8081", "which only this machine reaches.")]
    public async Task OfAsync_UrlsThatMeanSomethingElse_SaysWhatFollows(string urls, string words) =>
        Assert.Contains(words, Assert.Single(await OfAsync($$"""{ "Urls": "{{urls}}", "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } } }""")), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080;http://localhost:8081")]
    [InlineData("http://[::]:8080")]
    public async Task OfAsync_UrlsThatPhonesReach_IsSilent(string urls) =>
        Assert.Empty(await OfAsync($$"""{ "Urls": "{{urls}}", "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } } }"""));

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public async Task OfAsync_EverybodyIsAProxy_SaysWhatFollows(string network) => Assert.StartsWith(
        $"PhoneServices:Security:KnownProxies: holds \"{network}\", so every client counts as a proxy",
        Assert.Single(await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} }, "Security": { "KnownProxies": [ "{{network}}" ] } } }""")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("http://*:8080", 300, "PhoneServices:Tls:Certificate:Path: is \"", "but Urls has no https address, so no phone sees it.")]
    [InlineData("http://*:8080;https://*:8443", 29, "PhoneServices:Tls:Certificate:Path: is \"", "whose certificate expires in 2")]
    public async Task OfAsync_CertificateThatServesNobodyForLong_SaysWhatFollows(string urls, int days, string start, string words)
    {
        var note = Assert.Single(await OfAsync(WithCertificate(urls, days)));

        Assert.StartsWith(start, note, StringComparison.Ordinal);
        Assert.Contains(words, note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7.00:00:00", null)]
    [InlineData("50.00:00:00", "If it is the one in force, a new one comes into force on ")]
    public async Task OfAsync_CertificateThatExpiresWhileTheNextIsHeldBack_SaysWhatFollows(string after, string? words)
    {
        var site = WithCertificate("https://*:8443", 40).Replace("\"Path\":", $"\"ActivateAfter\": \"{after}\", \"Path\":", StringComparison.Ordinal);

        Assert.Equal(words is not null, (await OfAsync(site)).Any(note => note.Contains(words ?? "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("00:00:05", false)]
    [InlineData("00:00:06", true)]
    public async Task OfAsync_QueueTimeThatIsCutShort_SaysWhatFollows(string time, bool isNoted) => Assert.Equal(
        isNoted,
        (await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} }, "FailoverPolicies": { "Login": { "QueueTime": "{{time}}" } } } }"""))
            .Any(note => note.StartsWith("PhoneServices:FailoverPolicies:Login:QueueTime: is \"00:00:06\", but a request waits no longer than half of TotalTimeout", StringComparison.Ordinal)));

    [Fact]
    public async Task OfAsync_QueueTimeWhereEveryPressMayBeRepeated_SaysWhatFollows() => Assert.Contains(
        await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} }, "FailoverPolicies": { "Read": { "QueueTime": "00:00:01" } } } }"""),
        note => note.StartsWith("PhoneServices:FailoverPolicies:Read:QueueTime: ", StringComparison.Ordinal));

    [Fact]
    public async Task OfAsync_CertificateThatLasts_IsSilent() => Assert.Empty(await OfAsync(WithCertificate("https://*:8443", 40)));

    [Theory]
    [InlineData("File", "Known are: ")]
    [InlineData("Consol", "Did you mean \"Console\"?")]
    public async Task OfAsync_LogThatIsNone_SaysWhatThereIs(string provider, string words)
    {
        var note = Assert.Single(await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } }, "Logging": { "{{provider}}": { "LogLevel": { "Default": "Debug" } } } }"""));

        Assert.StartsWith($"Logging:{provider}: ", note, StringComparison.Ordinal);
        Assert.Contains(words, note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.0", "RequestVersionExact")]
    [InlineData("2.0", "RequestVersionOrHigher")]
    [InlineData("3.0", "RequestVersionExact")]
    public async Task OfAsync_HttpVersionThatNoNodeSpeaks_SaysWhatFollows(string version, string policy) => Assert.StartsWith(
        $"ReverseProxy:Clusters:idle:HttpRequest:Version: is \"{version}\" with the VersionPolicy {policy}, but publisher is on http",
        Assert.Single(await OfAsync(WithVersion(version, policy, "http://10.1.1.1/"))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("2.0", "RequestVersionOrLower", "http://10.1.1.1/")]
    [InlineData("1.1", "RequestVersionExact", "http://10.1.1.1/")]
    [InlineData("2.0", "RequestVersionExact", "https://10.1.1.1/")]
    public async Task OfAsync_HttpVersionThatNodesMaySpeak_IsSilent(string version, string policy, string address) => Assert.Empty(await OfAsync(WithVersion(version, policy, address)));

    [Theory]
    [InlineData("PhoneServices_Health__Fall", "environment: PhoneServices_Health__Fall: is ignored, because two underscores must separate keys. Write PhoneServices__Health__Fall.")]
    [InlineData("PHONESERVICES_HEALTH_FALL", "environment: PHONESERVICES_HEALTH_FALL: is ignored, because two underscores must separate keys. Write PHONESERVICES__HEALTH__FALL.")]
    [InlineData("ASPNETCORE_URLS", "environment: ASPNETCORE_URLS: is ignored. Write Urls, which has the addresses for phones.")]
    [InlineData("ASPNETCORE_HTTP_PORTS", null)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPONT", "environment: OTEL_EXPORTER_OTLP_ENDPONT: has no effect without an endpoint for telemetry. Write OTEL_EXPORTER_OTLP_ENDPOINT, such as \"http://collector:4317\".")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", null)]
    [InlineData("OTEL_SERVICE_NAME", null)]
    [InlineData("PhoneServices__Health__Fall", null)]
    [InlineData("PhoneServicesProxy_X", null)]
    [InlineData("PHONESERVICES_SERVICE_HOST", null)]
    [InlineData("PHONESERVICES_PORT_8080_TCP_ADDR", null)]
    public void Mistakes_VariableThatNothingReads_SaysWhatToWrite(string name, string? note) => Assert.Equal(note, EnvironmentNotes.Mistakes([name]).SingleOrDefault());

    [Fact]
    public async Task OfAsync_AuthenticationThatMayShowAPage_SaysWhatFollows() => Assert.StartsWith(
        "ReverseProxy:Routes:mine:Metadata:Expect: is \"Any\", but by its path it seems to authenticate pushes to phones.",
        Assert.Single(await OfAsync($$"""
            {
              "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } },
              "ReverseProxy": { "Routes": { "mine": { "Match": { "Path": "/informacast/authenticate" }, "ClusterId": "authentication", "Metadata": { "FailoverPolicy": "Login", "Expect": "Any" } } } }
            }
            """)),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Clusters", "idle", "null")]
    [InlineData("Clusters", "idle", "{ }")]
    [InlineData("Routes", "services-menu-jsp", "null")]
    public async Task OfAsync_NothingInPlaceOfWhatIsShipped_SaysThatItStays(string section, string name, string value) => Assert.StartsWith(
        $"ReverseProxy:{section}:{name}: is null or empty, which removes nothing",
        Assert.Single(await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } }, "ReverseProxy": { "{{section}}": { "{{name}}": {{value}} } } }""")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Nodes", "\"publisher\": null", "PhoneServices:Nodes:publisher: is null or empty, which removes nothing: the value of site.json stays in force.")]
    [InlineData("Security", "\"AllowedNetworks\": []", "PhoneServices:Security:AllowedNetworks: is null or empty, which removes nothing: the value of site.json stays in force.")]
    [InlineData("Nodes", "\"publisher\": { \"TrustedFingerprints\": [] }", null)]
    public async Task OfAsync_NothingInPlaceOfWhatAnotherFileSays_SaysThatItStays(string section, string value, string? start)
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "more.json"), $$"""{ "PhoneServices": { "{{section}}": { {{value}} } } }""", TestContext.Current.CancellationToken);

        var notes = await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} }, "Security": { "AllowedNetworks": [ "10.0.0.0/8" ] } } }""", "more.json");

        Assert.Equal(start is null ? 0 : 1, notes.Count);
        Assert.All(notes, note => Assert.StartsWith(start!, note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OfAsync_Pkcs12WithAKeyPath_SaysThatItIsNotRead()
    {
        var path = Path.Combine(_directory, "site.pfx");
        using var certificate = TestKit.Certificates.TestCertificate.SelfSigned("phones");
        await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pkcs12, "secret"), TestContext.Current.CancellationToken);

        var note = Assert.Single(await OfAsync($$"""{ "Urls": "https://*:8443", "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} }, "Tls": { "Certificate": { "Path": "{{path}}", "Password": "secret", "KeyPath": "site.key" } } } }"""));

        Assert.StartsWith("PhoneServices:Tls:Certificate:KeyPath: is \"site.key\", which is not read, because ", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAsync_ShippedServices_IsSilent() =>
        Assert.Empty(await OfAsync($$"""{ "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} } } }"""));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string WithCertificate(string urls, int days)
    {
        var path = Path.Combine(_directory, "site.pem");
        var now = TimeProvider.System.GetUtcNow();
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(days));
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return $$"""{ "Urls": "{{urls}}", "PhoneServices": { "Nodes": { {{Configuration.WrongSite.Publisher}} }, "Tls": { "Certificate": { "Path": "{{path}}" } } } }""";
    }

    private static string WithVersion(string version, string policy, string address) =>
        $$"""{ "PhoneServices": { "Nodes": { "publisher": { "Address": "{{address}}" } } }, "ReverseProxy": { "Clusters": { "idle": { "HttpRequest": { "Version": "{{version}}", "VersionPolicy": "{{policy}}" } } } } }""";

    private async Task<IReadOnlyList<string>> OfAsync(string site, params string[] more)
    {
        var file = Path.Combine(_directory, "site.json");
        await File.WriteAllTextAsync(file, site, TestContext.Current.CancellationToken);
        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([file, .. more.Select(name => Path.Combine(_directory, name))], [])).LoadAsync();
        Assert.Empty(loaded.Errors);
        await SchemaAgreement.AssertAsync(file, loaded.Errors);
        return await ConfigurationNotes.OfAsync(loaded.Configuration!);
    }
}
