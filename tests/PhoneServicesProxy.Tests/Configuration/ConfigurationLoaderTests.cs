using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.PublicAddress;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class ConfigurationLoaderTests : IDisposable
{
    private const string Publisher = "\"publisher\": { \"Address\": \"http://10.1.1.1/\" }";
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-configuration").FullName;

    [Fact]
    public async Task LoadAsync_SampleOfTheContract_IsRight()
    {
        var loaded = await LoadAsync("""
            {
              "Urls": "http://*:8080",
              "PhoneServices": {
                "Nodes": {
                  "publisher":   { "Address": "http://10.1.1.1/", "Priority": 2 },
                  "subscriber1": { "Address": "http://10.1.1.2/", "Weight": 100, "Aliases": [ "ccm-sub1", "ccm-sub1.example.com" ] },
                  "subscriber2": { "Address": "http://10.1.1.3/", "State": "Active" }        // Active | Drain | Maintenance
                },
                "Management": { "Url": "http://127.0.0.1:9901" }
              }
            }
            """);

        Assert.Empty(loaded.Errors);
        Assert.All(loaded.Configuration!.Clusters, cluster => Assert.Equal(3, cluster.Destinations!.Count));
    }

    public static TheoryData<string, string> WrongNodes => new()
    {
        { "\"publisher\": { \"Adress\": \"http://10.1.1.1/\", \"Address\": \"http://10.1.1.1/\" }", "Nodes:publisher:Adress" },
        { "\"publisher\": { \"Weight\": 5 }", "Nodes:publisher:Address" },
        { "\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Weight\": -5 }", "Nodes:publisher:Weight" },
        { "\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Weight\": \"abc\" }", "Nodes:publisher:Weight" },
        { "\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"MaxConcurrentRequests\": -1 }", "Nodes:publisher:MaxConcurrentRequests" },
        { "\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"MaxConcurrentRequest\": 5 }", "Nodes:publisher:MaxConcurrentRequest" },
        { "\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"State\": \"Drian\" }", "Nodes:publisher:State" },
        { "\"publisher\": { \"Address\": \"htp:/x\" }", "Nodes:publisher:Address" },
        { "\"publisher\": { \"Address\": \"http://10.1.1.1/ccmcip\" }", "Nodes:publisher:Address" },
        { "\"publisher\": \"http://10.1.1.1/\"", "Nodes:publisher" },
        { Publisher + ", \"second\": { \"Address\": \"http://10.1.1.1\" }", "Nodes:second:Address" },
        { "\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Aliases\": [ \"http://ccm/\" ] }", "Nodes:publisher:Aliases" },
        { "\"publisher\": { \"Address\": \"http://localhost:8080/\" }", "Nodes:publisher:Address" },
        { "\"publisher\": { \"Address\": \"http://127.0.0.1:9901\" }", "Nodes:publisher:Address" },
    };

    [Theory]
    [MemberData(nameof(WrongNodes))]
    public async Task LoadAsync_WrongNode_NamesFileAndKey(string nodes, string key) => WrongSite.AssertOne(await OfNodesAsync(nodes), "PhoneServices:" + key);

    [Fact]
    public async Task LoadAsync_PublicBaseAddress_IsWhatPagesName()
    {
        var loaded = await LoadAsync($$"""
            {
              "PhoneServices": {
                "Nodes": { {{Publisher}} },
                "PublicBaseAddress": { "Http": "http://phones.example.com/", "Https": "https://[2001:db8::5]:8443" }
              }
            }
            """);

        var rules = RewriteRules.Of(loaded.Configuration!);
        Assert.Equal(("http://phones.example.com", "https://[2001:db8::5]:8443"), (rules.PublicHttp, rules.PublicHttps));
        Assert.True(rules.Nodes.Contains("10.1.1.1", 8080));
    }

    public static TheoryData<string, string> WrongSettings => new()
    {
        { "\"FailoverPolicies\": { \"Read\": { \"AttemptTimeout\": \"2s\" } }", "FailoverPolicies:Read:AttemptTimeout" },
        { "\"FailoverPolicies\": { \"Read\": { \"AttemptTimeout\": \"24:00:00\" } }", "FailoverPolicies:Read:AttemptTimeout" },
        { "\"FailoverPolicies\": { \"Read\": { \"AttemptTimeout\": [ \"00:00:02\" ] } }", "FailoverPolicies:Read:AttemptTimeout" },
        { "\"FailoverPolicies\": { \"Read\": { \"AttemptTimeout\": \"00:00:09\" } }", "FailoverPolicies:Read:AttemptTimeout" },
        { "\"FailoverPolicies\": { \"Read\": { \"ConnectTimeout\": \"00:00:02\" } }", "FailoverPolicies:Read:ConnectTimeout" },
        { "\"FailoverPolicies\": { \"Read\": { \"MaxAttempts\": 99 } }", "FailoverPolicies:Read:MaxAttempts" },
        { "\"FailoverPolicies\": { \"Read\": { \"RefusedStatuses\": \"200\" } }", "FailoverPolicies:Read:RefusedStatuses" },
        { "\"FailoverPolicies\": { \"Read\": { \"Hedging\": { \"Budget\": 10 } } }", "FailoverPolicies:Read:Hedging:Budget" },
        { "\"FailoverPolicies\": { \"Read\": { \"Hedging\": { \"MinDelay\": \"00:00:01\" } } }", "FailoverPolicies:Read:Hedging:MinDelay" },
        { "\"FailoverPolicies\": { \"Read\": { \"Hedging\": { \"Delay\": \"00:00:01\" } } }", "FailoverPolicies:Read:Hedging:Delay" },
        { "\"PageNumbers\": { \"ExtensionMobility\": { \"x26\": { \"Class\": \"Node\", \"Meaning\": \"busy\" } } }", "PageNumbers:ExtensionMobility:x26" },
        { "\"PageNumbers\": { \"ExtensionMobility\": { \"1000\": { \"Class\": \"Node\", \"Meaning\": \"busy\" } } }", "PageNumbers:ExtensionMobility:1000" },
        { "\"PageNumbers\": { \"ExtensionMobility\": { \"026\": { \"Class\": \"Node\", \"Meaning\": \"busy\" } } }", "PageNumbers:ExtensionMobility:026" },
        { "\"PageNumbers\": { \"ExtensionMobility\": { \"9\": { \"Meaning\": \"no user data\" } } }", "PageNumbers:ExtensionMobility:9:Class" },
        { "\"PageNumbers\": { \"ExtensionMobility\": { \"9\": { \"Class\": \"Node\" } } }", "PageNumbers:ExtensionMobility:9:Meaning" },
        { "\"PageNumbers\": { \"ExtensionMobility\": { \"9\": { \"Class\": \"Setup\", \"Meaning\": \"no user data\" } } }", "PageNumbers:ExtensionMobility:9:Parameter" },
        { "\"PageNumbers\": { \"ExtensionMobility\": { \"6\": { \"SetupWithout\": \"device\" } } }", "PageNumbers:ExtensionMobility:6:Parameter" },
        { "\"PageNumbers\": { \"ExtensionMobility\": { \"6\": { \"Class\": \"Nood\" } } }", "PageNumbers:ExtensionMobility:6:Class" },
        { "\"PageNumbers\": { \"ExtensionMobility\": { \"6\": { \"NotExecuted\": \"true\" } } }", "PageNumbers:ExtensionMobility:6:NotExecuted" },
        { "\"PageNumbers\": { \"ExtensionMobility\": { \"6\": \"Answer\" } }", "PageNumbers:ExtensionMobility:6" },
        { "\"PageNumbers\": { \"ChangeCredential\": \"26\" }", "PageNumbers:ChangeCredential" },
        { "\"Management\": { \"Url\": \"9901\" }", "Management:Url" },
        { "\"AnswerHeaders\": { \"AlsoPass\": \"X-Site:\" }", "AnswerHeaders:AlsoPass" },
        { "\"IdlePage\": { \"MaxAge\": \"5\" }", "IdlePage:MaxAge" },
        { "\"IdlePage\": { \"MaxAge\": \"02:00:00\" }", "IdlePage:MaxAge" },
        { "\"IdlePage\": { \"QueryParameters\": \"locale, Device\" }", "IdlePage:QueryParameters" },
        { "\"IdlePage\": { \"QueryParameters\": \"a=1&b=2\" }", "IdlePage:QueryParameters" },
        { "\"IdlePage\": { \"PhoneHeaders\": \"Accept,cookie\" }", "IdlePage:PhoneHeaders" },
        { "\"PublicBaseAddress\": { \"Http\": \"phones\" }", "PublicBaseAddress:Http" },
        { "\"PublicBaseAddress\": { \"Http\": \"https://phones/\" }", "PublicBaseAddress:Http" },
        { "\"PublicBaseAddress\": { \"Https\": \"https://phones/x\" }", "PublicBaseAddress:Https" },
        { "\"PublicBaseAddress\": { \"Https\": \"https://u@phones/\" }", "PublicBaseAddress:Https" },
        { "\"PublicBaseAddress\": { \"Http\": \"http://m\u00fcller/\" }", "PublicBaseAddress:Http" },
        { "\"PublicBaseAddress\": { \"Htttp\": \"\" }", "PublicBaseAddress:Htttp" },
        { "\"PublicBaseAddress\": \"http://phones\"", "PublicBaseAddress" },
        { "\"Health\": { \"Fall\": 0 }", "Health:Fall" },
        { "\"Health\": { \"SlowStart\": \"00:11:00\" }", "Health:SlowStart" },
        { "\"Queue\": { \"Length\": -1 }", "Queue:Length" },
        { "\"Queue\": { \"Time\": 500 }", "Queue:Time" },
        { "\"Queue\": { \"Time\": \"00:01:00\" }", "Queue:Time" },
        { "\"Helth\": { \"Fall\": 1 }", "Helth" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task LoadAsync_WrongSetting_NamesFileAndKey(string setting, string key) => WrongSite.AssertOne(await OfSettingAsync(setting), "PhoneServices:" + key);

    [Fact]
    public Task LoadAsync_WrongSetting_SaysWhatToWrite() => Approved.IsSaidAsync(
        "Settings",
        [
            .. WrongNodes.Select(row => (row.Data.Item1, OfNodesAsync(row.Data.Item1))),
            .. WrongSettings.Select(row => (row.Data.Item1, OfSettingAsync(row.Data.Item1))),
            .. WrongProxySections.Select(row => (row.Data.Item1, OfProxyAsync(row.Data.Item1))),
        ]);

    public static TheoryData<string, string> WrongProxySections => new()
    {
        { "\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"FailoverPolicy\": \"Raed\" } } }", "Routes:idle-jsp:Metadata:FailoverPolicy" },
        { "\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"Expect\": \"Xml\" } } }", "Routes:idle-jsp:Metadata:Expect" },
        { "\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"PageNumbers\": \"ExtensionMobilty\" } } }", "Routes:idle-jsp:Metadata:PageNumbers" },
        { "\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"PageNumber\": \"ExtensionMobility\" } } }", "Routes:idle-jsp:Metadata:PageNumber" },
        { "\"Routes\": { \"idle-jsp\": { \"OutputCachePolicy\": \"Idle\" } }", "Routes:idle-jsp:OutputCachePolicy" },
        { "\"Routes\": { \"extension-mobility-login\": { \"OutputCachePolicy\": \"IdlePage\" } }", "Routes:extension-mobility-login:OutputCachePolicy" },
        { "\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"RewriteUrls\": \"no\" } } }", "Routes:idle-jsp:Metadata:RewriteUrls" },
        { "\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"NeedsSession\": \"no\" } } }", "Routes:idle-jsp:Metadata:NeedsSession" },
        { "\"Routes\": { \"idle-jsp\": { \"ClusterId\": \"idel\" } }", "Routes:idle-jsp:ClusterId" },
        { "\"Clusters\": { \"idle\": { \"Destinations\": { \"web\": { \"Address\": \"web\" } } } }", "Clusters:idle:Destinations:web:Address" },
        { "\"Clusters\": { \"idle\": { \"LoadBalancingPolicy\": \"Hash\" } }", "Clusters:idle:LoadBalancingPolicy" },
        { "\"Clusters\": { \"idle\": { \"Metadata\": { \"Health.MustMatch\": \"(\" } } }", "Clusters:idle:Metadata:Health.MustMatch" },
        { "\"Clusters\": { \"idle\": { \"HealthCheck\": { \"Active\": { \"Intervall\": \"00:00:01\" } } } }", "Clusters:idle:HealthCheck:Active:Intervall" },
    };

    [Theory]
    [MemberData(nameof(WrongProxySections))]
    public async Task LoadAsync_WrongProxySection_NamesFileAndKey(string setting, string key) => WrongSite.AssertOne(await OfProxyAsync(setting), "ReverseProxy:" + key);

    [Theory]
    [InlineData(5, 20, 1)]
    [InlineData(5, 0, 0)]
    [InlineData(0, 20, 0)]
    public async Task LoadAsync_WaitForANodeOutlastsThePress_IsWrongWhereSomebodyCanWait(int limit, int length, int errors)
    {
        var loaded = await LoadAsync($$"""
            {
              "PhoneServices": {
                "Nodes": { "publisher": { "Address": "http://10.1.1.1/", "MaxConcurrentRequests": {{limit}} } },
                "Queue": { "Length": {{length}}, "Time": "00:00:05" }
              }
            }
            """);

        Assert.Equal(errors, loaded.Errors.Count);
        Assert.All(loaded.Errors, error => Assert.Contains(
            "Queue:Time: is \"00:00:05\", but PhoneServices:FailoverPolicies:Read:TotalTimeout is \"00:00:05\". A press ends after TotalTimeout: write a shorter Time",
            error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadAsync_UnknownSection_IsSuggested()
    {
        var loaded = await LoadAsync($$"""{ "PhoneServices": { "Nodes": { {{Publisher}} } }, "PhoneService": { "Nodes": {} } }""");

        AssertOneError(loaded, "PhoneService", "Did you mean \"PhoneServices\"?");
    }

    [Fact]
    public async Task LoadAsync_SyntaxError_NamesFileAndLine()
    {
        var loaded = await LoadAsync("{\n  \"PhoneServices\": [ }");

        var error = Assert.Single(loaded.Errors).ToString();
        Assert.Contains("site.json", error, StringComparison.Ordinal);
        Assert.Contains("is not understood: line 2: } closes what [ opened at line 2.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_NoFile_SaysSo()
    {
        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([Path.Combine(_directory, "none.json")], [])).LoadAsync();

        Assert.Contains("does not exist", Assert.Single(loaded.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_NoNodeAndNoFile_NamesKeyAndDemo()
    {
        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([], [])).LoadAsync();

        var error = Assert.Single(loaded.Errors).ToString();
        Assert.StartsWith("PhoneServices:Nodes: no node is configured. Write a file such as site.json", error, StringComparison.Ordinal);
        Assert.Contains("demo", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_FileWithoutNodes_SaysToWriteThemThere()
    {
        var loaded = await LoadAsync("""{ "PhoneServices": { "Nodes": { } } }""");

        var error = Assert.Single(loaded.Errors).ToString();
        Assert.StartsWith($"{Path.Combine(_directory, "site.json")}: PhoneServices:Nodes: no node is configured. Write your nodes into that file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_SeveralMistakes_AllAtOnce()
    {
        var loaded = await LoadAsync("""
            {
              "PhoneServices": {
                "Nodes": { "publisher": { "Address": "nowhere", "Weight": -1, "Prioritty": 1 } },
                "FailoverPolicies": { "Read": { "Replay": "Sometimes", "AttemptTimeout": "00:00:30" } }
              },
              "ReverseProxy": { "Routes": { "idle-jsp": { "Metadata": { "Expect": "Html" } } } }
            }
            """);

        Assert.Equal(6, loaded.Errors.Count);
        Assert.Null(loaded.Configuration);
    }

    [Fact]
    public async Task LoadAsync_SettingOnCommandLine_WinsAndIsNamed()
    {
        var file = await WriteAsync($$"""{ "PhoneServices": { "Nodes": { {{Publisher}} } } }""");

        var loaded = await GatewaySite.Loader(
            ConfigurationLayers.Shipped([file], ["--PhoneServices:Nodes:publisher:Weight=x"])).LoadAsync();

        Assert.StartsWith("command line: ", Assert.Single(loaded.Errors).ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static Task<IReadOnlyList<string>> OfNodesAsync(string nodes) => WrongSite.ErrorsAsync($$"""{ "PhoneServices": { "Nodes": { {{nodes}} } } }""");

    private static Task<IReadOnlyList<string>> OfSettingAsync(string setting) =>
        WrongSite.ErrorsAsync($$"""{ "PhoneServices": { "Nodes": { {{Publisher}} }, {{setting}} } }""");

    private static Task<IReadOnlyList<string>> OfProxyAsync(string setting) => WrongSite.OfSectionAsync($$""" "ReverseProxy": { {{setting}} } """);

    private static void AssertOneError(LoadedConfiguration loaded, string key, string remedy)
    {
        var error = Assert.Single(loaded.Errors).ToString();
        Assert.StartsWith($"site.json: {key}: ", error, StringComparison.Ordinal);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
        Assert.Null(loaded.Configuration);
    }

    private async Task<LoadedConfiguration> LoadAsync(string site)
    {
        var file = await WriteAsync(site);
        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([file], [])).LoadAsync();
        await SchemaAgreement.AssertAsync(file, loaded.Errors);
        return loaded;
    }

    private async Task<string> WriteAsync(string site)
    {
        var file = Path.Combine(_directory, "site.json");
        await File.WriteAllTextAsync(file, site, TestContext.Current.CancellationToken);
        return file;
    }
}
