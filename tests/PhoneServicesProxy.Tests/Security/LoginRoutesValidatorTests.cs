using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Security;

public sealed class LoginRoutesValidatorTests
{
    private const string Read = "\"ClusterId\": \"extension-mobility\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\", \"PageNumbers\": \"ExtensionMobility\"";
    private const string Login = "\"ClusterId\": \"extension-mobility\", \"Metadata\": { \"FailoverPolicy\": \"Login\", \"Expect\": \"PhoneXml\"";

    [Theory]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/emapp/EMAppServlet\" }, ")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/EMAPP/emappservlet\", \"Methods\": [ \"GET\" ] }, ")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/emapp/{page}\" }, ")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/{**rest}\" }, ")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/emapp/{page:regex(^EMApp)}\" }, ")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/changecredential/ChangeCredentialServlet\" }, ")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/ccmpd/{page}\" }, ")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/ccmcip/authenticate.jsp\" }, ")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/emapp/EMAppServlet\", \"QueryParameters\": [ { \"Name\": \"userid\", \"Mode\": \"Exists\" } ] }, ")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/emapp/EMAppServlet\", \"Headers\": [ { \"Name\": \"X\", \"Mode\": \"Exists\" } ] }, ")]
    public async Task LoadAsync_RouteThatSendsLoginsTwice_IsWrong(string route) => WrongSite.AssertOne(
        await OfRouteAsync($"{route}{Read} }}"), "ReverseProxy:Routes:mine:Metadata:FailoverPolicy");

    [Theory]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/emapp/EMAppServlet\" }, ")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/emapp/{**rest}\", \"Methods\": [ \"POST\" ] }, ")]
    public async Task LoadAsync_RouteWhereWrongPinsAreNotCounted_IsWrong(string route) => WrongSite.AssertOne(
        await OfRouteAsync($"{route}{Login} }}"), "ReverseProxy:Routes:mine:Metadata:PageNumbers");

    [Theory]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/emapp/EMAppServlet\" }, " + Login + ", \"PageNumbers\": \"ExtensionMobility\" }")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/emapp/EMAppServlet\" }, " + Login + ", \"PageNumbers\": \"\" }")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/emapp/EMAppServlet\", \"Methods\": [ \"GET\" ] }, " + Read + ", \"OnlyQueryParameters\": \"device,name\" }")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/emapp/EMAppServlet\", \"Methods\": [ \"GET\" ], \"QueryParameters\": [ { \"Name\": \"lang\", \"Mode\": \"Exists\" } ] }, " + Read + " }")]
    [InlineData("\"Order\": 100, \"Match\": { \"Path\": \"/{**rest}\" }, " + Read + " }")]
    [InlineData("\"Match\": { \"Path\": \"/{**rest}\" }, \"Order\": 4, " + Read + " }")]
    [InlineData("\"Order\": -1, \"Match\": { \"Path\": \"/mine\" }, " + Read + " }")]
    public async Task LoadAsync_RouteThatTakesNoLoginsOrTreatsThemRight_IsRight(string route) => Assert.Empty(await OfRouteAsync(route));

    [Fact]
    public async Task LoadAsync_ShippedRouteOfLoginsMadeRepeatable_IsWrong() => WrongSite.AssertOne(
        await WrongSite.OfSectionAsync("\"ReverseProxy\": { \"Routes\": { \"extension-mobility-login\": { \"Metadata\": { \"FailoverPolicy\": \"Read\" } } } }"),
        "ReverseProxy:Routes:extension-mobility-login:Metadata:FailoverPolicy", "wrong PINs could be tried without limit");

    [Fact]
    public async Task LoadAsync_ShippedFormThatTakesLogins_NamesWhatTheSiteWrote() => WrongSite.AssertOne(
        await WrongSite.OfSectionAsync("\"ReverseProxy\": { \"Routes\": { \"extension-mobility-form\": { \"Metadata\": { \"OnlyQueryParameters\": \"device,userid,seq\" } } } }"),
        "ReverseProxy:Routes:extension-mobility-form:Metadata:OnlyQueryParameters", "would be sent to another node");

    [Fact]
    public async Task LoadAsync_PolicyOfLoginsMadeRepeatable_NamesWhatTheSiteWrote()
    {
        var errors = await WrongSite.ErrorsAsync($$"""{ "PhoneServices": { "Nodes": { {{WrongSite.Publisher}} }, "FailoverPolicies": { "Login": { "Replay": "Always" } } } }""");

        Assert.Contains(errors, error => error.StartsWith("site.json: PhoneServices:FailoverPolicies:Login:Replay: is \"Always\", and the route extension-mobility-", StringComparison.Ordinal));
        Assert.DoesNotContain(errors, error => error.StartsWith("appsettings.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadAsync_FailedLoginsSwitchedOff_NeedNoPageNumbers() => Assert.Empty(await WrongSite.ErrorsAsync(
        $$"""
        {
          "PhoneServices": { "Nodes": { {{WrongSite.Publisher}} }, "Security": { "FailedLogins": { "Enabled": false } } },
          "ReverseProxy": { "Routes": { "mine": { "Order": -1, "Match": { "Path": "/emapp/EMAppServlet" }, {{Login}} } } } }
        }
        """));

    private static Task<IReadOnlyList<string>> OfRouteAsync(string route) =>
        WrongSite.OfSectionAsync($$""" "ReverseProxy": { "Routes": { "mine": { {{route}} } } } """);
}
