using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Routing;

public sealed class YarpSectionTests
{
    private const string Rest = "\"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\" }";
    private const string Match = "\"Match\": { \"Path\": \"/x\" }, ";
    private static readonly string[] FrameworkWords = ["No matching", "policy found", "route 'm1'", "cluster '", "route template", "Expected", "Unexpected", "YARP says", "at offset", "Invalid pattern"];

    public static TheoryData<string, string> WrongClusters => new()
    {
        { "\"LoadBalancingPolicy\": \"RoundRobbin\"", "LoadBalancingPolicy" },
        { "\"LoadBalancingPolicy\": \"xxx\"", "LoadBalancingPolicy" },
        { "\"HealthCheck\": { \"Active\": { \"Policy\": \"xxx\" } }", "HealthCheck:Active:Policy" },
        { "\"HealthCheck\": { \"Passive\": { \"Enabled\": true, \"Policy\": \"xxx\" } }", "HealthCheck:Passive:Policy" },
        { "\"HealthCheck\": { \"AvailableDestinationsPolicy\": \"xxx\" }", "HealthCheck:AvailableDestinationsPolicy" },
        { "\"HealthCheck\": { \"Active\": { \"Interval\": \"00:00:00\" } }", "HealthCheck:Active:Interval" },
        { "\"HealthCheck\": { \"Active\": { \"Timeout\": \"-00:00:01\" } }", "HealthCheck:Active:Timeout" },
        { "\"HealthCheck\": { \"Active\": { \"Path\": \"x y\" } }", "HealthCheck:Active:Path" },
        { "\"HealthCheck\": { \"Active\": { \"Query\": \"a=b\" } }", "HealthCheck:Active:Query" },
        { "\"SessionAffinity\": { \"Enabled\": true, \"Policy\": \"X\" }", "SessionAffinity:Enabled" },
        { "\"HttpClient\": { \"MaxConnectionsPerServer\": 0 }", "HttpClient:MaxConnectionsPerServer" },
        { "\"HttpClient\": { \"RequestHeaderEncoding\": \"utf-99\" }", "HttpClient:RequestHeaderEncoding" },
        { "\"HttpClient\": { \"SslProtocols\": \"Tls12\" }", "HttpClient:SslProtocols" },
        { "\"HttpClient\": { \"SslProtocols\": [ \"Tls99\" ] }", "HttpClient:SslProtocols:0" },
        { "\"HealthCheck\": { \"Passive\": { \"Enabled\": true, \"Policy\": \"TransportFailureRate\", \"ReactivationPeriod\": \"00:00:00\" } }", "HealthCheck:Passive:ReactivationPeriod" },
        { "\"Metadata\": { \"Health.Root\": \"CiscoIPPhoneMenue\" }", "Metadata:Health.Root" },
        { "\"Metadata\": { \"Health.MustMatch\": \"[a\" }", "Metadata:Health.MustMatch" },
        { "\"Metadata\": { \"Health.MustMatch\": \"(?=a)b\" }", "Metadata:Health.MustMatch" },
        { "\"HttpRequest\": { \"Version\": \"3.5\" }", "HttpRequest:Version" },
        { "\"Destinations\": [ \"http://10.1.1.1/\" ]", "Destinations" },
        { "\"Destinations\": { \"x\": { } }", "Destinations:x:Address" },
        { "\"Metadata\": { \"Health.Fall\": \"x\" }", "Metadata:Health.Fall" },
        { "\"Metadata\": { \"Health.Statsu\": \"200\" }", "Metadata:Health.Statsu" },
    };

    [Theory]
    [MemberData(nameof(WrongClusters))]
    public async Task LoadAsync_WrongCluster_NamesKey(string cluster, string key) => Check(await OfClusterAsync(cluster), $"ReverseProxy:Clusters:services-menu:{key}");

    public static TheoryData<string, string> WrongRoutes => new()
    {
        { "\"AuthorizationPolicy\": \"Default\"", "AuthorizationPolicy" },
        { "\"AuthorizationPolicy\": \"xxx\"", "AuthorizationPolicy" },
        { "\"CorsPolicy\": \"Default\"", "CorsPolicy" },
        { "\"CorsPolicy\": \"Disable\"", "CorsPolicy" },
        { "\"RateLimiterPolicy\": \"xxx\"", "RateLimiterPolicy" },
        { "\"TimeoutPolicy\": \"xxx\"", "TimeoutPolicy" },
        { "\"Timeout\": \"00:00:05\"", "Timeout" },
        { "\"Timeout\": \"00:00:00\"", "Timeout" },
        { "\"MaxRequestBodySize\": -5", "MaxRequestBodySize" },
        { "\"OutputCachePolicy\": \"xxx\"", "OutputCachePolicy" },
        { "\"Order\": \"first\"", "Order" },
        { "\"Transforms\": [ { \"PathPrefx\": \"/y\" } ]", "Transforms:0" },
        { "\"Transforms\": [ { } ]", "Transforms:0" },
        { "\"Transforms\": [ { \"RequestHeader\": \"X\" } ]", "Transforms:0:RequestHeader" },
        { "\"Transforms\": [ { \"X-Forwarded\": \"Sett\" } ]", "Transforms:0:X-Forwarded" },
        { "\"Transforms\": [ { \"PathPattern\": \"/y/{\" } ]", "Transforms:0:PathPattern" },
        { "\"Transforms\": [ { \"HttpMethodChange\": \"GET\" } ]", "Transforms:0:HttpMethodChange" },
        { "\"Transforms\": [ { \"HttpMethodChange\": \"GET\", \"Set\": \"G T\" } ]", "Transforms:0:Set" },
        { "\"Transforms\": [ { \"HttpMethodChange\": \"GET\", \"Set\": \"head\" } ]", "Transforms:0:Set" },
        { "\"Transforms\": [ { \"PathSet\": \"/x\", \"Set\": \"y\" } ]", "Transforms:0:Set" },
        { "\"Transforms\": [ { \"PathSet\": \"\" } ]", "Transforms:0:PathSet" },
        { "\"Transforms\": [ { \"RequestHeadersCopy\": \"yes\" } ]", "Transforms:0:RequestHeadersCopy" },
        { "\"Transforms\": [ { \"RequestHeader\": \"X Y\", \"Set\": \"a\" } ]", "Transforms:0:RequestHeader" },
        { "\"Transforms\": [ { \"ResponseHeader\": \"Content-Length\", \"Set\": \"5\" } ]", "Transforms:0:ResponseHeader" },
        { "\"Transforms\": [ { \"ResponseHeader\": \"X\", \"Set\": \"5 \u20ac\" } ]", "Transforms:0:Set" },
        { "\"Transforms\": [ { \"RequestHeader\": \"X\", \"Append\": \"a\\u0000b\" } ]", "Transforms:0:Append" },
        { "\"Transforms\": [ { \"ResponseHeader\": \"X\", \"Set\": \"a\", \"When\": \"Now\" } ]", "Transforms:0:When" },
        { "\"Transforms\": [ { \"ResponseHeaderRemove\": \"X\", \"Wen\": \"Always\" } ]", "Transforms:0:Wen" },
        { "\"Transforms\": [ { \"X-Forwarded\": \"Set\", \"Proto\": \"no\" } ]", "Transforms:0:Proto" },
        { "\"Transforms\": [ { \"Forwarded\": \"for,from\" } ]", "Transforms:0:Forwarded" },
        { "\"Transforms\": [ { \"QueryValueParameter\": \"q\" } ]", "Transforms:0:QueryValueParameter" },
        { "\"Match\": { \"Path\": \"/x\", \"Methods\": [ \"GET\", \"get\" ] }", "Match:Methods" },
        { "\"Match\": { }", "Match:Path" },
        { "\"Match\": { \"Path\": \"/x\", \"Methods\": [ \"GTE\" ] }", "Match:Methods" },
        { "\"Match\": { \"Path\": \"/x\", \"Methods\": \"GET\" }", "Match:Methods" },
        { "\"Match\": { \"Path\": \"/x\", \"Hosts\": [ \"http://x\" ] }", "Match:Hosts" },
        { "\"Match\": { \"Path\": \"/x\", \"Hosts\": [ \"\" ] }", "Match:Hosts" },
        { "\"Match\": { \"Path\": \"/x\", \"Headers\": [ { \"Values\": [ \"a\" ] } ] }", "Match:Headers" },
        { "\"Match\": { \"Path\": \"/x\", \"Headers\": [ { \"Name\": \"X\" } ] }", "Match:Headers" },
        { "\"Match\": { \"Path\": \"/x\", \"Headers\": [ { \"Name\": \"X\", \"Mode\": \"Exists\", \"Values\": [ \"a\" ] } ] }", "Match:Headers" },
        { "\"Match\": { \"Path\": \"/x\", \"QueryParameters\": [ { \"Name\": \"X\" } ] }", "Match:QueryParameters" },
    };

    [Theory]
    [MemberData(nameof(WrongRoutes))]
    public async Task LoadAsync_WrongRoute_NamesKey(string setting, string key) => Check(await OfRouteAsync(setting), $"ReverseProxy:Routes:m1:{key}");

    [Fact]
    public Task LoadAsync_WrongSection_SaysWhatToWrite() => Approved.IsSaidAsync(
        "Yarp",
        [
            .. WrongClusters.Select(row => (row.Data.Item1, OfClusterAsync(row.Data.Item1))),
            .. WrongRoutes.Select(row => (row.Data.Item1, OfRouteAsync(row.Data.Item1))),
            .. RoutesThatLackSomething.Select(row => (row.Data.Item1, OfRestAsync(row.Data.Item1))),
        ]);

    /// <summary>What YARP can do is allowed.</summary>
    [Theory]
    [InlineData("{ \"PathPrefix\": \"/y\" }, { \"PathRemovePrefix\": \"/x\" }, { \"PathPattern\": \"/y/{**rest}\" }")]
    [InlineData("{ \"QueryValueParameter\": \"q\", \"Append\": \"\" }, { \"QueryRouteParameter\": \"q\", \"Set\": \"rest\" }, { \"QueryRemoveParameter\": \"q\" }")]
    [InlineData("{ \"HttpMethodChange\": \"PUT\", \"Set\": \"POST\" }, { \"RequestHeaderOriginalHost\": \"true\" }, { \"RequestHeader\": \"Host\", \"Set\": \"phones.example\" }")]
    [InlineData("{ \"RequestHeaderRemove\": \"X\" }, { \"RequestHeadersAllowed\": \"A;B\" }, { \"X-Forwarded\": \"Off\", \"For\": \"Append\", \"HeaderPrefix\": \"X-F-\" }")]
    [InlineData("{ \"Forwarded\": \"for, by\", \"ForFormat\": \"IpAndPort\", \"Action\": \"Append\" }, { \"ClientCert\": \"X-Cert\" }")]
    [InlineData("{ \"ResponseHeader\": \"X-Site\", \"Set\": \"a b\", \"When\": \"Always\" }, { \"ResponseHeaderRemove\": \"X\", \"When\": \"Failure\" }, { \"ResponseHeadersAllowed\": \"A\" }")]
    public async Task LoadAsync_TransformsOfYarp_AreRight(string transforms) => Assert.Empty(await WrongSite.OfSectionAsync(
        $$""" "ReverseProxy": { "Routes": { "m1": { "Match": { "Path": "/x/{**rest}" }, "Transforms": [ {{transforms}} ], {{Rest}} } } } """));

    /// <summary>As everywhere in a settings file. The schema knows them as they are written in the documentation.</summary>
    [Fact]
    public async Task LoadAsync_TransformsInOtherLetters_AreRight() => Assert.Empty(await WrongSite.ErrorsAsync(
        $$"""{ "PhoneServices": { "Nodes": { {{WrongSite.Publisher}} } } }""",
        "--ReverseProxy:Routes:services-menu-jsp:Transforms:0:responseheader=X-Site",
        "--ReverseProxy:Routes:services-menu-jsp:Transforms:0:Set=a",
        "--ReverseProxy:Routes:services-menu-jsp:Transforms:0:When=always"));

    public static TheoryData<string, string> RoutesThatLackSomething => new()
    {
        { "\"Metadata\": { \"FailoverPolicy\": \"Read\" }", "ClusterId" },
        { "\"ClusterId\": \"services-menu\"", "Metadata:FailoverPolicy" },
        { "\"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"\" }", "Metadata:FailoverPolicy" },
        { "\"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"OnlyQueryParameters\": \"a&b\" }", "Metadata:OnlyQueryParameters" },
    };

    [Theory]
    [MemberData(nameof(RoutesThatLackSomething))]
    public async Task LoadAsync_RouteThatLacksSomething_NamesKey(string rest, string key) => Check(await OfRestAsync(rest), $"ReverseProxy:Routes:m1:{key}");

    [Fact]
    public async Task LoadAsync_ClustersThatAreNoObject_SaysThatAlone() =>
        Check(await WrongSite.OfSectionAsync("\"ReverseProxy\": { \"Clusters\": \"x\" }"), "ReverseProxy:Clusters");

    [Theory]
    [InlineData("\"LogLevel\": { \"Default\": \"Verbose\" }", "Logging:LogLevel:Default")]
    [InlineData("\"Console\": { \"FormatterName\": \"xml\" }", "Logging:Console:FormatterName")]
    [InlineData("\"Console\": { \"LogLevel\": { \"Default\": \"5x\" } }", "Logging:Console:LogLevel:Default")]
    public async Task LoadAsync_WrongLogging_NamesKey(string logging, string key) =>
        Check(await WrongSite.OfSectionAsync($$""" "Logging": { {{logging}} } """), key);

    [Fact]
    public async Task LoadAsync_SchemaOfAnEditor_IsRight() => Assert.Empty(await WrongSite.OfSectionAsync("\"$schema\": \"./phone-services-proxy.schema.json\""));

    private static Task<IReadOnlyList<string>> OfClusterAsync(string cluster) =>
        WrongSite.OfSectionAsync($$""" "ReverseProxy": { "Clusters": { "services-menu": { {{cluster}} } } } """);

    private static Task<IReadOnlyList<string>> OfRouteAsync(string setting) =>
        OfRestAsync($"{setting}, {Rest}", setting.StartsWith("\"Match\"", StringComparison.Ordinal) ? "" : Match);

    private static Task<IReadOnlyList<string>> OfRestAsync(string rest, string match = Match) =>
        WrongSite.OfSectionAsync($$""" "ReverseProxy": { "Routes": { "m1": { {{match}}{{rest}} } } } """);

    private static void Check(IReadOnlyList<string> errors, string key)
    {
        WrongSite.AssertOne(errors, key);
        Assert.DoesNotContain(FrameworkWords, word => errors[0].Contains(word, StringComparison.Ordinal));
    }
}
