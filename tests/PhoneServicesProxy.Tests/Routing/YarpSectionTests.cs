using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Routing;

public sealed class YarpSectionTests
{
    private const string Rest = "\"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\" }";
    private static readonly string[] FrameworkWords = ["No matching", "policy found", "route 'm1'", "cluster '", "route template", "Expected", "Unexpected", "YARP says", "at offset", "Invalid pattern"];

    [Theory]
    [InlineData("\"LoadBalancingPolicy\": \"RoundRobbin\"", "LoadBalancingPolicy", "is \"RoundRobbin\". Did you mean \"RoundRobin\"?")]
    [InlineData("\"LoadBalancingPolicy\": \"xxx\"", "LoadBalancingPolicy", "Known are: ActiveStandby, DeviceHash, FirstAlphabetical, LeastRequests")]
    [InlineData("\"HealthCheck\": { \"Active\": { \"Policy\": \"xxx\" } }", "HealthCheck:Active:Policy", "Known are: ConsecutiveFailures, FallRise.")]
    [InlineData("\"HealthCheck\": { \"Passive\": { \"Enabled\": true, \"Policy\": \"xxx\" } }", "HealthCheck:Passive:Policy", "Known are: TransportFailureRate.")]
    [InlineData("\"HealthCheck\": { \"AvailableDestinationsPolicy\": \"xxx\" }", "HealthCheck:AvailableDestinationsPolicy", "Known are: HealthyAndUnknown, HealthyOrPanic.")]
    [InlineData("\"HealthCheck\": { \"Active\": { \"Interval\": \"00:00:00\" } }", "HealthCheck:Active:Interval", "Write a time above 0")]
    [InlineData("\"HealthCheck\": { \"Active\": { \"Timeout\": \"-00:00:01\" } }", "HealthCheck:Active:Timeout", "Write a time above 0")]
    [InlineData("\"HealthCheck\": { \"Active\": { \"Path\": \"x y\" } }", "HealthCheck:Active:Path", "Write a path with a slash before it")]
    [InlineData("\"HealthCheck\": { \"Active\": { \"Query\": \"a=b\" } }", "HealthCheck:Active:Query", "Write it with a question mark before it")]
    [InlineData("\"SessionAffinity\": { \"Enabled\": true, \"Policy\": \"X\" }", "SessionAffinity:Enabled", "the gateway itself keeps each session at its node")]
    [InlineData("\"HttpClient\": { \"MaxConnectionsPerServer\": 0 }", "HttpClient:MaxConnectionsPerServer", "is \"0\". Write a number from 1")]
    [InlineData("\"HttpClient\": { \"RequestHeaderEncoding\": \"utf-99\" }", "HttpClient:RequestHeaderEncoding", "Write \"latin1\", \"utf-8\" or \"ascii\".")]
    [InlineData("\"HttpClient\": { \"SslProtocols\": \"Tls12\" }", "HttpClient:SslProtocols", "Write a list: [ \"Tls12\" ].")]
    [InlineData("\"HttpClient\": { \"SslProtocols\": [ \"Tls99\" ] }", "HttpClient:SslProtocols:0", "Write Tls12 or Tls13")]
    [InlineData("\"HealthCheck\": { \"Passive\": { \"Enabled\": true, \"Policy\": \"TransportFailureRate\", \"ReactivationPeriod\": \"00:00:00\" } }", "HealthCheck:Passive:ReactivationPeriod", "Write a time above 0")]
    [InlineData("\"Metadata\": { \"Health.Root\": \"CiscoIPPhoneMenue\" }", "Metadata:Health.Root", "Did you mean \"CiscoIPPhoneMenu\"?")]
    [InlineData("\"Metadata\": { \"Health.MustMatch\": \"[a\" }", "Metadata:Health.MustMatch", "here a [ is never closed.")]
    [InlineData("\"Metadata\": { \"Health.MustMatch\": \"(?=a)b\" }", "Metadata:Health.MustMatch", "without look-around")]
    [InlineData("\"HttpRequest\": { \"Version\": \"3.5\" }", "HttpRequest:Version", "is \"3.5\". Write \"1.1\"")]
    [InlineData("\"Destinations\": [ \"http://10.1.1.1/\" ]", "Destinations", "is a list")]
    [InlineData("\"Destinations\": { \"x\": { } }", "Destinations:x:Address", "is \"\". Write an absolute URL")]
    [InlineData("\"Metadata\": { \"Health.Fall\": \"x\" }", "Metadata:Health.Fall", "is \"x\". Write a number from 1 to 100.")]
    [InlineData("\"Metadata\": { \"Health.Statsu\": \"200\" }", "Metadata:Health.Statsu", "This key is unknown; write Health.Status")]
    public async Task LoadAsync_WrongCluster_NamesKeyAndRemedy(string cluster, string key, string remedy) =>
        Check(await WrongSite.OfSectionAsync($$""" "ReverseProxy": { "Clusters": { "services-menu": { {{cluster}} } } } """), $"ReverseProxy:Clusters:services-menu:{key}", remedy);

    [Theory]
    [InlineData("\"AuthorizationPolicy\": \"Default\"", "AuthorizationPolicy", "Remove it: phones do not log in at the gateway")]
    [InlineData("\"AuthorizationPolicy\": \"xxx\"", "AuthorizationPolicy", "Remove it")]
    [InlineData("\"CorsPolicy\": \"Default\"", "CorsPolicy", "Remove it")]
    [InlineData("\"CorsPolicy\": \"Disable\"", "CorsPolicy", "Remove it")]
    [InlineData("\"RateLimiterPolicy\": \"xxx\"", "RateLimiterPolicy", "PhoneServices:Security:RateLimit")]
    [InlineData("\"TimeoutPolicy\": \"xxx\"", "TimeoutPolicy", "TotalTimeout of the route's FailoverPolicy")]
    [InlineData("\"Timeout\": \"00:00:05\"", "Timeout", "TotalTimeout of the route's FailoverPolicy")]
    [InlineData("\"Timeout\": \"00:00:00\"", "Timeout", "TotalTimeout of the route's FailoverPolicy")]
    [InlineData("\"MaxRequestBodySize\": -5", "MaxRequestBodySize", "or -1 for no limit")]
    [InlineData("\"OutputCachePolicy\": \"xxx\"", "OutputCachePolicy", "Write \"IdlePage\"")]
    [InlineData("\"Order\": \"first\"", "Order", "Write a whole number")]
    [InlineData("\"Transforms\": [ { \"PathPrefx\": \"/y\" } ]", "Transforms:0", "holds \"PathPrefx\", which is no transform. Did you mean \"PathPrefix\"?")]
    [InlineData("\"Transforms\": [ { } ]", "Transforms:0", "holds an entry without a name")]
    [InlineData("\"Transforms\": [ { \"RequestHeader\": \"X\" } ]", "Transforms:0:RequestHeader", "Write \"Set\": \"...\" or \"Append\": \"...\" beside it.")]
    [InlineData("\"Transforms\": [ { \"X-Forwarded\": \"Sett\" } ]", "Transforms:0:X-Forwarded", "is \"Sett\". Write one of Off, Set, Append, Remove.")]
    [InlineData("\"Transforms\": [ { \"PathPattern\": \"/y/{\" } ]", "Transforms:0:PathPattern", "A brace lacks its other half.")]
    [InlineData("\"Transforms\": [ { \"HttpMethodChange\": \"GET\" } ]", "Transforms:0:HttpMethodChange", "Write \"Set\": \"...\" beside it.")]
    [InlineData("\"Transforms\": [ { \"HttpMethodChange\": \"GET\", \"Set\": \"G T\" } ]", "Transforms:0:Set", "Write a method of HTTP")]
    [InlineData("\"Transforms\": [ { \"HttpMethodChange\": \"GET\", \"Set\": \"head\" } ]", "Transforms:0:Set", "the answer to HEAD has no page")]
    [InlineData("\"Transforms\": [ { \"PathSet\": \"/x\", \"Set\": \"y\" } ]", "Transforms:0:Set", "does not belong to PathSet")]
    [InlineData("\"Transforms\": [ { \"PathSet\": \"\" } ]", "Transforms:0:PathSet", "Write a path alone")]
    [InlineData("\"Transforms\": [ { \"RequestHeadersCopy\": \"yes\" } ]", "Transforms:0:RequestHeadersCopy", "Write true or false.")]
    [InlineData("\"Transforms\": [ { \"RequestHeader\": \"X Y\", \"Set\": \"a\" } ]", "Transforms:0:RequestHeader", "Write the name of a header")]
    [InlineData("\"Transforms\": [ { \"ResponseHeader\": \"Content-Length\", \"Set\": \"5\" } ]", "Transforms:0:ResponseHeader", "The gateway writes this header itself")]
    [InlineData("\"Transforms\": [ { \"ResponseHeader\": \"X\", \"Set\": \"5 \u20ac\" } ]", "Transforms:0:Set", "plain ASCII only")]
    [InlineData("\"Transforms\": [ { \"RequestHeader\": \"X\", \"Append\": \"a\\u0000b\" } ]", "Transforms:0:Append", "plain ASCII only")]
    [InlineData("\"Transforms\": [ { \"ResponseHeader\": \"X\", \"Set\": \"a\", \"When\": \"Now\" } ]", "Transforms:0:When", "Write one of Success, Always, Failure.")]
    [InlineData("\"Transforms\": [ { \"ResponseHeaderRemove\": \"X\", \"Wen\": \"Always\" } ]", "Transforms:0:Wen", "Did you mean \"When\"?")]
    [InlineData("\"Transforms\": [ { \"X-Forwarded\": \"Set\", \"Proto\": \"no\" } ]", "Transforms:0:Proto", "Write one of Off, Set")]
    [InlineData("\"Transforms\": [ { \"Forwarded\": \"for,from\" } ]", "Transforms:0:Forwarded", "for, host, proto, by")]
    [InlineData("\"Transforms\": [ { \"QueryValueParameter\": \"q\" } ]", "Transforms:0:QueryValueParameter", "what to do with it is missing")]
    [InlineData("\"Match\": { \"Path\": \"/x\", \"Methods\": [ \"GET\", \"get\" ] }", "Match:Methods", "twice")]
    [InlineData("\"Match\": { }", "Match:Path", "is missing. Write the path that phones ask for")]
    [InlineData("\"Match\": { \"Path\": \"/x\", \"Methods\": [ \"GTE\" ] }", "Match:Methods", "holds \"GTE\"")]
    [InlineData("\"Match\": { \"Path\": \"/x\", \"Methods\": \"GET\" }", "Match:Methods", "Write a list: [ \"GET\" ].")]
    [InlineData("\"Match\": { \"Path\": \"/x\", \"Hosts\": [ \"http://x\" ] }", "Match:Hosts", "holds \"http://x\". Write a host name")]
    [InlineData("\"Match\": { \"Path\": \"/x\", \"Hosts\": [ \"\" ] }", "Match:Hosts", "holds an empty name")]
    [InlineData("\"Match\": { \"Path\": \"/x\", \"Headers\": [ { \"Values\": [ \"a\" ] } ] }", "Match:Headers", "it has no Name")]
    [InlineData("\"Match\": { \"Path\": \"/x\", \"Headers\": [ { \"Name\": \"X\" } ] }", "Match:Headers", "\"X\" has no Values")]
    [InlineData("\"Match\": { \"Path\": \"/x\", \"Headers\": [ { \"Name\": \"X\", \"Mode\": \"Exists\", \"Values\": [ \"a\" ] } ] }", "Match:Headers", "\"X\" has Values, which its Mode does not look at")]
    [InlineData("\"Match\": { \"Path\": \"/x\", \"QueryParameters\": [ { \"Name\": \"X\" } ] }", "Match:QueryParameters", "\"X\" has no Values")]
    public async Task LoadAsync_WrongRoute_NamesKeyAndRemedy(string setting, string key, string remedy)
    {
        var match = setting.StartsWith("\"Match\"", StringComparison.Ordinal) ? "" : "\"Match\": { \"Path\": \"/x\" }, ";
        Check(await WrongSite.OfSectionAsync($$""" "ReverseProxy": { "Routes": { "m1": { {{match}}{{setting}}, {{Rest}} } } } """), $"ReverseProxy:Routes:m1:{key}", remedy);
    }

    /// <summary>What YARP can do is allowed.</summary>
    [Theory]
    [InlineData("{ \"PathPrefix\": \"/y\" }, { \"PathRemovePrefix\": \"/x\" }, { \"PathPattern\": \"/y/{**rest}\" }")]
    [InlineData("{ \"QueryValueParameter\": \"q\", \"Append\": \"\" }, { \"QueryRouteParameter\": \"q\", \"Set\": \"rest\" }, { \"QueryRemoveParameter\": \"q\" }")]
    [InlineData("{ \"HttpMethodChange\": \"PUT\", \"Set\": \"POST\" }, { \"RequestHeaderOriginalHost\": \"true\" }, { \"RequestHeader\": \"Host\", \"Set\": \"phones.example\" }")]
    [InlineData("{ \"RequestHeaderRemove\": \"X\" }, { \"RequestHeadersAllowed\": \"A;B\" }, { \"X-Forwarded\": \"Off\", \"For\": \"Append\", \"HeaderPrefix\": \"X-F-\" }")]
    [InlineData("{ \"Forwarded\": \"for, by\", \"ForFormat\": \"IpAndPort\", \"Action\": \"Append\" }, { \"ClientCert\": \"X-Cert\" }")]
    [InlineData("{ \"ResponseHeader\": \"X-Site\", \"Set\": \"a b\", \"When\": \"always\" }, { \"ResponseHeaderRemove\": \"X\", \"When\": \"Failure\" }, { \"responseheadersallowed\": \"A\" }")]
    public async Task LoadAsync_TransformsOfYarp_AreRight(string transforms) => Assert.Empty(await WrongSite.OfSectionAsync(
        $$""" "ReverseProxy": { "Routes": { "m1": { "Match": { "Path": "/x/{**rest}" }, "Transforms": [ {{transforms}} ], {{Rest}} } } } """));

    [Theory]
    [InlineData("\"Metadata\": { \"FailoverPolicy\": \"Read\" }", "ClusterId", "is missing. Known are: authentication")]
    [InlineData("\"ClusterId\": \"services-menu\"", "Metadata:FailoverPolicy", "is missing. Without it nobody knows whether a second node may be asked. Write \"Read\"")]
    [InlineData("\"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"\" }", "Metadata:FailoverPolicy", "Write \"Read\" where a page only shows something, \"Login\"")]
    [InlineData("\"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"OnlyQueryParameters\": \"a&b\" }", "Metadata:OnlyQueryParameters", "separated by commas")]
    public async Task LoadAsync_RouteThatLacksSomething_NamesFileAndKey(string rest, string key, string remedy) =>
        Check(await WrongSite.OfSectionAsync($$""" "ReverseProxy": { "Routes": { "m1": { "Match": { "Path": "/x" }, {{rest}} } } } """), $"ReverseProxy:Routes:m1:{key}", remedy);

    [Fact]
    public async Task LoadAsync_ClustersThatAreNoObject_SaysThatAlone() =>
        Check(await WrongSite.OfSectionAsync("\"ReverseProxy\": { \"Clusters\": \"x\" }"), "ReverseProxy:Clusters", "Write an object with braces");

    [Theory]
    [InlineData("\"LogLevel\": { \"Default\": \"Verbose\" }", "Logging:LogLevel:Default", "Write one of Trace, Debug")]
    [InlineData("\"Console\": { \"FormatterName\": \"xml\" }", "Logging:Console:FormatterName", "Write one of simple, json, systemd.")]
    [InlineData("\"Console\": { \"LogLevel\": { \"Default\": \"5x\" } }", "Logging:Console:LogLevel:Default", "Write one of Trace, Debug")]
    public async Task LoadAsync_WrongLogging_NamesKeyAndRemedy(string logging, string key, string remedy) =>
        Check(await WrongSite.OfSectionAsync($$""" "Logging": { {{logging}} } """), key, remedy);

    [Fact]
    public async Task LoadAsync_SchemaOfAnEditor_IsRight() => Assert.Empty(await WrongSite.OfSectionAsync("\"$schema\": \"./phone-services-proxy.schema.json\""));

    private static void Check(IReadOnlyList<string> errors, string key, string remedy)
    {
        WrongSite.AssertOne(errors, key, remedy);
        Assert.DoesNotContain(FrameworkWords, word => errors[0].Contains(word, StringComparison.Ordinal));
    }
}
