using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Routing;

public sealed class RouteMatchValidatorTests
{
    private const string Rest = "\"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\" }";

    [Fact]
    public async Task LoadAsync_PathAndMethodOfAShippedRoute_NamesBothRoutes() => WrongSite.AssertOne(
        await WrongSite.OfSectionAsync($$""" "ReverseProxy": { "Routes": { "mine": { "Match": { "Path": "/CCMCIP/GetServicesMenu.jsp", "Methods": [ "GET" ] }, {{Rest}} } } } """),
        "ReverseProxy:Routes:mine:Match",
        "matches requests that the route \"services-menu-jsp\" also matches (Path \"/CCMCIP/GetServicesMenu.jsp\" and \"/ccmcip/getservicesmenu.jsp\"), and neither comes first");

    [Theory]
    [InlineData("\"Path\": \"/x/{a}\"", "\"Path\": \"/X/{b}\"")]
    [InlineData("\"Path\": \"/x/{a:int}\"", "\"Path\": \"/x/{b:min(3)}\"")]
    [InlineData("\"Path\": \"/x/{a:regex(^SEP)}\"", "\"Path\": \"/x/{b:regex(^SEP)}\"")]
    [InlineData("\"Path\": \"/x/{a}.jsp\"", "\"Path\": \"/x/{b}.JSP\"")]
    [InlineData("\"Path\": \"/{**a}\"", "\"Path\": \"/{*b}\"")]
    [InlineData("\"Path\": \"/x\", \"Methods\": [ \"GET\", \"POST\" ]", "\"Path\": \"/x\", \"Methods\": [ \"post\" ]")]
    [InlineData("\"Hosts\": [ \"a.b\" ]", "\"Hosts\": [ \"A.B\" ]")]
    [InlineData("\"Path\": \"/x\", \"Hosts\": [ \"a.b\" ]", "\"Path\": \"/x\", \"Hosts\": [ \"*.b\" ]")]
    [InlineData("\"Path\": \"/x\", \"Headers\": [ { \"Name\": \"A\", \"Values\": [ \"1\" ] } ]", "\"Path\": \"/x\", \"Headers\": [ { \"Name\": \"B\", \"Values\": [ \"2\" ] } ]")]
    [InlineData("\"Path\": \"/x\", \"QueryParameters\": [ { \"Name\": \"q\", \"Mode\": \"Exists\" } ]", "\"Path\": \"/x\", \"QueryParameters\": [ { \"Name\": \"q\", \"Mode\": \"Prefix\", \"Values\": [ \"v\" ] } ]")]
    public async Task LoadAsync_TwoRoutesForOneRequest_IsWrong(string one, string two) =>
        WrongSite.AssertOne(await OfMatchesAsync(one, two), "ReverseProxy:Routes:m2:Match");

    [Theory]
    [InlineData("\"Path\": \"/x/{a:int}\"", "\"Path\": \"/x/{b:alpha}\"")]
    [InlineData("\"Path\": \"/x/{a}\"", "\"Path\": \"/x/y\"")]
    [InlineData("\"Path\": \"/x/{a}\"", "\"Path\": \"/x/{a}/y\"")]
    [InlineData("\"Path\": \"/x\", \"Methods\": [ \"GET\" ]", "\"Path\": \"/x\", \"Methods\": [ \"POST\" ]")]
    [InlineData("\"Path\": \"/x\", \"Methods\": [ \"GET\" ]", "\"Path\": \"/x\"")]
    [InlineData("\"Path\": \"/x\", \"Hosts\": [ \"a.b\" ]", "\"Path\": \"/x\", \"Hosts\": [ \"c.b\" ]")]
    [InlineData("\"Path\": \"/x\", \"Headers\": [ { \"Name\": \"A\", \"Values\": [ \"1\" ] } ]", "\"Path\": \"/x\", \"Headers\": [ { \"Name\": \"a\", \"Values\": [ \"2\" ] } ]")]
    [InlineData("\"Path\": \"/x\", \"Headers\": [ { \"Name\": \"A\", \"Mode\": \"Exists\" } ]", "\"Path\": \"/x\", \"Headers\": [ { \"Name\": \"A\", \"Mode\": \"NotExists\" } ]")]
    [InlineData("\"Path\": \"/x\", \"QueryParameters\": [ { \"Name\": \"q\", \"Values\": [ \"1\" ] } ]", "\"Path\": \"/x\", \"QueryParameters\": [ { \"Name\": \"q\", \"Values\": [ \"2\" ] } ]")]
    public async Task LoadAsync_RoutesThatExcludeEachOther_AreRight(string one, string two) => Assert.Empty(await OfMatchesAsync(one, two));

    [Fact]
    public async Task LoadAsync_OrdersOfTheirOwn_AreRight() => Assert.Empty(await WrongSite.OfSectionAsync(
        $$""" "ReverseProxy": { "Routes": { "m1": { "Order": 1, "Match": { "Path": "/x" }, {{Rest}} }, "m2": { "Match": { "Path": "/x" }, {{Rest}} } } } """));

    public static TheoryData<string> UselessPaths =>
    [
        "/x/{a:foo}",
        "/x/{a:int(3)}",
        "/x/{a:regex(()}",
        "/x/{a",
        "/x/{**a}/y",
        "/x/{a}/{a}",
        "/x//y",
        "/x/{}",
        "x/y",
        "~/x",
        "/x?a=b",
        "http://x/y",
        "/x y",
    ];

    [Theory]
    [MemberData(nameof(UselessPaths))]
    public async Task LoadAsync_PathThatRoutingCannotUse_NamesKey(string path) => WrongSite.AssertOne(await OfPathAsync(path), "ReverseProxy:Routes:m1:Match:Path");

    [Fact]
    public Task LoadAsync_PathThatRoutingCannotUse_SaysWhy() => Approved.IsSaidAsync("Paths", UselessPaths.Select(row => (row.Data, OfPathAsync(row.Data))));

    private static Task<IReadOnlyList<string>> OfPathAsync(string path) =>
        WrongSite.OfSectionAsync($$""" "ReverseProxy": { "Routes": { "m1": { "Match": { "Path": "{{path}}" }, {{Rest}} } } } """);

    private static Task<IReadOnlyList<string>> OfMatchesAsync(string one, string two) => WrongSite.OfSectionAsync(
        $$""" "ReverseProxy": { "Routes": { "m1": { "Order": 100, "Match": { {{one}} }, {{Rest}} }, "m2": { "Order": 100, "Match": { {{two}} }, {{Rest}} } } } """);
}
