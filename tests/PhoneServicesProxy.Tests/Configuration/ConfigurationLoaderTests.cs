using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Rewriting;

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

    [Theory]
    [InlineData("\"publisher\": { \"Adress\": \"http://10.1.1.1/\", \"Address\": \"http://10.1.1.1/\" }", "Nodes:publisher:Adress", "Did you mean \"Address\"?")]
    [InlineData("\"publisher\": { \"Weight\": 5 }", "Nodes:publisher:Address", "is missing. Write the node's address")]
    [InlineData("\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Weight\": -5 }", "Nodes:publisher:Weight", "is \"-5\". Write a number from 0 to 65535")]
    [InlineData("\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Weight\": \"abc\" }", "Nodes:publisher:Weight", "is \"abc\". Write a number from 0 to 65535")]
    [InlineData("\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"MaxConcurrentRequests\": -1 }", "Nodes:publisher:MaxConcurrentRequests", "is \"-1\". Write a number from 0 to 65535; 0 is no limit.")]
    [InlineData("\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"MaxConcurrentRequest\": 5 }", "Nodes:publisher:MaxConcurrentRequest", "Did you mean \"MaxConcurrentRequests\"?")]
    [InlineData("\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"State\": \"Drian\" }", "Nodes:publisher:State", "Write one of Active, Drain, Maintenance.")]
    [InlineData("\"publisher\": { \"Address\": \"htp:/x\" }", "Nodes:publisher:Address", "is \"htp:/x\". Write scheme, host and port")]
    [InlineData("\"publisher\": { \"Address\": \"http://10.1.1.1/ccmcip\" }", "Nodes:publisher:Address", "nothing behind them")]
    [InlineData("\"publisher\": \"http://10.1.1.1/\"", "Nodes:publisher", "Write an object with braces")]
    [InlineData(Publisher + ", \"second\": { \"Address\": \"http://10.1.1.1\" }", "Nodes:second:Address", "also the address of \"publisher\"")]
    [InlineData("\"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Aliases\": [ \"http://ccm/\" ] }", "Nodes:publisher:Aliases", "host names or addresses without scheme")]
    [InlineData("\"publisher\": { \"Address\": \"http://localhost:8080/\" }", "Nodes:publisher:Address", "where the gateway itself listens")]
    [InlineData("\"publisher\": { \"Address\": \"http://127.0.0.1:9901\" }", "Nodes:publisher:Address", "Write the address of a CallManager node")]
    public async Task LoadAsync_WrongNode_NamesFileKeyAndRemedy(string nodes, string key, string remedy)
    {
        var loaded = await LoadAsync($$"""{ "PhoneServices": { "Nodes": { {{nodes}} } } }""");

        AssertOneError(loaded, "PhoneServices:" + key, remedy);
    }

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

    [Theory]
    [InlineData("\"FailoverPolicies\": { \"Read\": { \"AttemptTimeout\": \"2s\" } }", "FailoverPolicies:Read:AttemptTimeout", "is \"2s\". Write a duration as hours:minutes:seconds")]
    [InlineData("\"FailoverPolicies\": { \"Read\": { \"AttemptTimeout\": \"24:00:00\" } }", "FailoverPolicies:Read:AttemptTimeout", "a day as \"1.00:00:00\"")]
    [InlineData("\"FailoverPolicies\": { \"Read\": { \"AttemptTimeout\": [ \"00:00:02\" ] } }", "FailoverPolicies:Read:AttemptTimeout", "holds several values")]
    [InlineData("\"FailoverPolicies\": { \"Read\": { \"AttemptTimeout\": \"00:00:09\" } }", "FailoverPolicies:Read:AttemptTimeout", "longer TotalTimeout")]
    [InlineData("\"FailoverPolicies\": { \"Read\": { \"ConnectTimeout\": \"00:00:02\" } }", "FailoverPolicies:Read:ConnectTimeout", "shorter ConnectTimeout")]
    [InlineData("\"FailoverPolicies\": { \"Read\": { \"MaxAttempts\": 99 } }", "FailoverPolicies:Read:MaxAttempts", "from 1 to 10")]
    [InlineData("\"FailoverPolicies\": { \"Read\": { \"RefusedStatuses\": \"200\" } }", "FailoverPolicies:Read:RefusedStatuses", "from 400 to 599")]
    [InlineData("\"FailoverPolicies\": { \"Read\": { \"Hedging\": { \"Budget\": 10 } } }", "FailoverPolicies:Read:Hedging:Budget", "is \"10\". Write a share from 0 to 1")]
    [InlineData("\"FailoverPolicies\": { \"Read\": { \"Hedging\": { \"MinDelay\": \"00:00:01\" } } }", "FailoverPolicies:Read:Hedging:MinDelay", "longer MaxDelay")]
    [InlineData("\"FailoverPolicies\": { \"Read\": { \"Hedging\": { \"Delay\": \"00:00:01\" } } }", "FailoverPolicies:Read:Hedging:Delay", "is not a known key")]
    [InlineData("\"PageNumbers\": { \"ExtensionMobility\": { \"x26\": { \"Class\": \"Node\", \"Meaning\": \"busy\" } } }", "PageNumbers:ExtensionMobility:x26", "is no page number. Write a number from 0 to 999")]
    [InlineData("\"PageNumbers\": { \"ExtensionMobility\": { \"1000\": { \"Class\": \"Node\", \"Meaning\": \"busy\" } } }", "PageNumbers:ExtensionMobility:1000", "Write a number from 0 to 999")]
    [InlineData("\"PageNumbers\": { \"ExtensionMobility\": { \"026\": { \"Class\": \"Node\", \"Meaning\": \"busy\" } } }", "PageNumbers:ExtensionMobility:026", "without leading zeros")]
    [InlineData("\"PageNumbers\": { \"ExtensionMobility\": { \"9\": { \"Meaning\": \"no user data\" } } }", "PageNumbers:ExtensionMobility:9:Class", "is missing. Write Node, Setup or Answer.")]
    [InlineData("\"PageNumbers\": { \"ExtensionMobility\": { \"9\": { \"Class\": \"Node\" } } }", "PageNumbers:ExtensionMobility:9:Meaning", "is missing. Write in plain words")]
    [InlineData("\"PageNumbers\": { \"ExtensionMobility\": { \"9\": { \"Class\": \"Setup\", \"Meaning\": \"no user data\" } } }", "PageNumbers:ExtensionMobility:9:Parameter", "is missing. Write the CallManager parameter")]
    [InlineData("\"PageNumbers\": { \"ExtensionMobility\": { \"6\": { \"SetupWithout\": \"device\" } } }", "PageNumbers:ExtensionMobility:6:Parameter", "is missing. Write the CallManager parameter")]
    [InlineData("\"PageNumbers\": { \"ExtensionMobility\": { \"6\": { \"Class\": \"Nood\" } } }", "PageNumbers:ExtensionMobility:6:Class", "Write one of Node, Setup, Answer.")]
    [InlineData("\"PageNumbers\": { \"ExtensionMobility\": { \"6\": { \"NotExecuted\": \"true\" } } }", "PageNumbers:ExtensionMobility:6:NotExecuted", "Write one of Never, Always, UnlessEmcc.")]
    [InlineData("\"PageNumbers\": { \"ExtensionMobility\": { \"6\": \"Answer\" } }", "PageNumbers:ExtensionMobility:6", "Write an object with braces")]
    [InlineData("\"PageNumbers\": { \"ChangeCredential\": \"26\" }", "PageNumbers:ChangeCredential", "Write an object with braces")]
    [InlineData("\"Management\": { \"Url\": \"9901\" }", "Management:Url", "such as \"http://127.0.0.1:9901\"")]
    [InlineData("\"AnswerHeaders\": { \"AlsoPass\": \"X-Site:\" }", "AnswerHeaders:AlsoPass", "is \"X-Site:\". Write names of headers separated by commas")]
    [InlineData("\"IdlePage\": { \"MaxAge\": \"5\" }", "IdlePage:MaxAge", "is \"5\". Write a duration as hours:minutes:seconds")]
    [InlineData("\"IdlePage\": { \"MaxAge\": \"02:00:00\" }", "IdlePage:MaxAge", "up to 1 h")]
    [InlineData("\"IdlePage\": { \"QueryParameters\": \"locale, Device\" }", "IdlePage:QueryParameters", "holds \"device\", by which each phone")]
    [InlineData("\"IdlePage\": { \"QueryParameters\": \"a=1&b=2\" }", "IdlePage:QueryParameters", "such as \"locale, site\"")]
    [InlineData("\"IdlePage\": { \"PhoneHeaders\": \"Accept,cookie\" }", "IdlePage:PhoneHeaders", "holds \"Cookie\", by which each phone")]
    [InlineData("\"PublicBaseAddress\": { \"Http\": \"phones\" }", "PublicBaseAddress:Http", "is \"phones\". Write http, host and port, and nothing behind them")]
    [InlineData("\"PublicBaseAddress\": { \"Http\": \"https://phones/\" }", "PublicBaseAddress:Http", "such as \"http://phones.example.com:8080\"")]
    [InlineData("\"PublicBaseAddress\": { \"Https\": \"https://phones/x\" }", "PublicBaseAddress:Https", "or \"\" for the address that each phone used")]
    [InlineData("\"PublicBaseAddress\": { \"Https\": \"https://u@phones/\" }", "PublicBaseAddress:Https", "Write https, host and port")]
    [InlineData("\"PublicBaseAddress\": { \"Http\": \"http://m\u00fcller/\" }", "PublicBaseAddress:Http", "Write http, host and port")]
    [InlineData("\"PublicBaseAddress\": { \"Htttp\": \"\" }", "PublicBaseAddress:Htttp", "Did you mean \"Http\"?")]
    [InlineData("\"PublicBaseAddress\": \"http://phones\"", "PublicBaseAddress", "Write an object with braces")]
    [InlineData("\"Health\": { \"Fall\": 0 }", "Health:Fall", "Write a number of probes from 1 to 100.")]
    [InlineData("\"Health\": { \"SlowStart\": \"00:11:00\" }", "Health:SlowStart", "from 00:00:00, which switches it off, to 00:10:00")]
    [InlineData("\"Queue\": { \"Length\": -1 }", "Queue:Length", "Write a number from 0 to 10000")]
    [InlineData("\"Queue\": { \"Time\": 500 }", "Queue:Time", "is \"500\". Write a duration as hours:minutes:seconds")]
    [InlineData("\"Queue\": { \"Time\": \"00:01:00\" }", "Queue:Time", "from 0 to 30 s")]
    [InlineData("\"Helth\": { \"Fall\": 1 }", "Helth", "Did you mean \"Health\"?")]
    public async Task LoadAsync_WrongSetting_NamesFileKeyAndRemedy(string setting, string key, string remedy)
    {
        var loaded = await LoadAsync($$"""{ "PhoneServices": { "Nodes": { {{Publisher}} }, {{setting}} } }""");

        AssertOneError(loaded, "PhoneServices:" + key, remedy);
    }

    [Theory]
    [InlineData("\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"FailoverPolicy\": \"Raed\" } } }", "Routes:idle-jsp:Metadata:FailoverPolicy", "Did you mean \"Read\"?")]
    [InlineData("\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"Expect\": \"Xml\" } } }", "Routes:idle-jsp:Metadata:Expect", "Write PhoneXml, PhonePage, PlainText or Any.")]
    [InlineData("\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"PageNumbers\": \"ExtensionMobilty\" } } }", "Routes:idle-jsp:Metadata:PageNumbers", "Did you mean \"ExtensionMobility\"?")]
    [InlineData("\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"PageNumber\": \"ExtensionMobility\" } } }", "Routes:idle-jsp:Metadata:PageNumber", "Did you mean \"PageNumbers\"?")]
    [InlineData("\"Routes\": { \"idle-jsp\": { \"OutputCachePolicy\": \"Idle\" } }", "Routes:idle-jsp:OutputCachePolicy", "is \"Idle\". Write \"IdlePage\" for a page")]
    [InlineData("\"Routes\": { \"extension-mobility-login\": { \"OutputCachePolicy\": \"IdlePage\" } }", "Routes:extension-mobility-login:OutputCachePolicy", "write \"\", or a FailoverPolicy with Replay Always")]
    [InlineData("\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"RewriteUrls\": \"no\" } } }", "Routes:idle-jsp:Metadata:RewriteUrls", "Write true or false.")]
    [InlineData("\"Routes\": { \"idle-jsp\": { \"Metadata\": { \"NeedsSession\": \"no\" } } }", "Routes:idle-jsp:Metadata:NeedsSession", "Write true or false.")]
    [InlineData("\"Routes\": { \"idle-jsp\": { \"ClusterId\": \"idel\" } }", "Routes:idle-jsp:ClusterId", "Did you mean \"idle\"?")]
    [InlineData("\"Clusters\": { \"idle\": { \"Destinations\": { \"web\": { \"Address\": \"web\" } } } }", "Clusters:idle:Destinations:web:Address", "is \"web\". Write an absolute URL")]
    [InlineData("\"Clusters\": { \"idle\": { \"LoadBalancingPolicy\": \"Hash\" } }", "Clusters:idle:LoadBalancingPolicy", "is \"Hash\". Known are: ActiveStandby, DeviceHash")]
    [InlineData("\"Clusters\": { \"idle\": { \"Metadata\": { \"Health.MustMatch\": \"(\" } } }", "Clusters:idle:Metadata:Health.MustMatch", "is \"(\". Write a")]
    [InlineData("\"Clusters\": { \"idle\": { \"HealthCheck\": { \"Active\": { \"Intervall\": \"00:00:01\" } } } }", "Clusters:idle:HealthCheck:Active:Intervall", "Did you mean \"Interval\"?")]
    public async Task LoadAsync_WrongProxySection_NamesFileKeyAndRemedy(string setting, string key, string remedy)
    {
        var loaded = await LoadAsync($$"""{ "PhoneServices": { "Nodes": { {{Publisher}} } }, "ReverseProxy": { {{setting}} } }""");

        AssertOneError(loaded, "ReverseProxy:" + key, remedy);
    }

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

    private static void AssertOneError(LoadedConfiguration loaded, string key, string remedy)
    {
        var error = Assert.Single(loaded.Errors).ToString();
        Assert.StartsWith($"site.json: {key}: ", error, StringComparison.Ordinal);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
        Assert.Null(loaded.Configuration);
    }

    private async Task<LoadedConfiguration> LoadAsync(string site) =>
        await GatewaySite.Loader(ConfigurationLayers.Shipped([await WriteAsync(site)], [])).LoadAsync();

    private async Task<string> WriteAsync(string site)
    {
        var file = Path.Combine(_directory, "site.json");
        await File.WriteAllTextAsync(file, site, TestContext.Current.CancellationToken);
        return file;
    }
}
