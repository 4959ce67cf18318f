using System.Diagnostics.Metrics;
using System.Net;
using CallManagerSimulator;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Fallback;

public sealed class LastGoodPageTests
{
    private const string Input = "/ccmcip/xmldirectoryinput.jsp";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("refuse")]
    [InlineData("500")]
    [InlineData("html")]
    [InlineData("half")]
    public async Task AllNodesFail_PhoneHadItsMenu_GetsItAgainAndMarked(string fault)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var presses = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.requests");
        using var phone = new Phone(gateway.Address);
        var before = await phone.MenuAsync();
        await KeptPages.AreAsync(gateway, 1);
        await cluster.SetAllAsync(NodeFault.Parse(fault));

        var answer = await phone.MenuAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(before.Body, answer.Body);
        Assert.Equal(before.ContentHeaders.ContentType, answer.ContentHeaders.ContentType);
        Assert.Equal(before.ContentHeaders.ContentLength, answer.ContentHeaders.ContentLength);
        Assert.StartsWith("PhoneServicesProxy; hit; ttl=-", answer.Headers.NonValidated["Cache-Status"].ToString(), StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.Age);
        Assert.Equal(1998, answer.ContentHeaders.Expires?.Year);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        await Eventually.IsAsync(() => StalePages() == 1);

        await cluster.SetAllAsync(NodeFault.None);
        var after = await phone.MenuAsync();
        Assert.False(after.Headers.Contains("Cache-Status"));
        await Eventually.IsAsync(() => presses.GetMeasurementSnapshot().Count == 3);
        Assert.Equal(1, StalePages());

        int StalePages() => presses.GetMeasurementSnapshot().Count(
            press => press.MatchesTags(new KeyValuePair<string, object?>("service", "services-menu"), new("outcome", "stale_page")));
    }

    [Fact]
    public async Task AllNodesDown_PhoneUsesAnotherAddress_PageLeadsThere()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        var before = await RawPhone.SendAsync(gateway.Address, MenuFor("first:8080"));
        await KeptPages.AreAsync(gateway, 1);
        await cluster.SetAllAsync(NodeFault.Refuse);

        var after = await RawPhone.SendAsync(gateway.Address, MenuFor("second-gateway"));

        Assert.Contains("<URL>http://first:8080/emapp/EMAppServlet?device=#DEVICENAME#</URL>", before, StringComparison.Ordinal);
        Assert.Contains("<URL>http://second-gateway/emapp/EMAppServlet?device=#DEVICENAME#</URL>", after, StringComparison.Ordinal);
        Assert.Contains("Cache-Status: PhoneServicesProxy; hit", after, StringComparison.Ordinal);
        Assert.DoesNotContain("first:8080", after, StringComparison.Ordinal);

        static string MenuFor(string host) =>
            $"GET /ccmcip/getservicesmenu.jsp?name=SEP1 HTTP/1.1\r\nHost: {host}\r\nx-CiscoIPPhoneModelName: CP-7942G\r\nConnection: close\r\n\r\n";
    }

    [Fact]
    public async Task AllNodesDown_OtherDeviceOrLanguage_GetsNoneOfThem()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);
        using var other = new Phone(gateway.Address, "SEP001122334456");
        await phone.MenuAsync();
        await KeptPages.AreAsync(gateway, 1);
        await cluster.SetAllAsync(NodeFault.Refuse);

        Assert.Equal("CiscoIPPhoneText", (await other.MenuAsync()).Root);
        var german = new HttpRequestMessage(HttpMethod.Get, $"/ccmcip/getservicesmenu.jsp?name={phone.Device}");
        german.Headers.TryAddWithoutValidation("Accept-Language", "de_DE");
        Assert.Equal("Dienst nicht verfügbar", (await phone.SendAsync(german)).Text("Prompt"));
        Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
    }

    [Fact]
    public async Task AllNodesDown_NoPhone_GetsNoKeptPage()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);
        await phone.MenuAsync();
        await KeptPages.AreAsync(gateway, 1);
        await cluster.SetAllAsync(NodeFault.Refuse);

        var answer = await RawPhone.SendAsync(
            gateway.Address, $"GET /ccmcip/getservicesmenu.jsp?name={phone.Device} HTTP/1.1\r\nHost: ccm\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllNodesDown_DirectoryWithoutName_GoesToTheSameAddressOnly()
    {
        const string Request = $"GET {Input} HTTP/1.1\r\nHost: ccm\r\nx-CiscoIPPhoneModelName: CP-7942G\r\nConnection: close\r\n\r\n";
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        await RawPhone.SendAsync(gateway.Address, Request, IPAddress.Parse("127.0.0.2"));
        await KeptPages.AreAsync(gateway, 1);
        await cluster.SetAllAsync(NodeFault.Refuse);

        var same = await RawPhone.SendAsync(gateway.Address, Request, IPAddress.Parse("127.0.0.2"));
        var other = await RawPhone.SendAsync(gateway.Address, Request, IPAddress.Parse("127.0.0.3"));

        Assert.Contains("<CiscoIPPhoneInput>", same, StringComparison.Ordinal);
        Assert.Contains("<CiscoIPPhoneText>", other, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ccmcip/getservicesmenu.jsp")]
    [InlineData("/ccmcip/getservicesmenu.jsp?name=SEP001122334455&userid=user1")]
    [InlineData("/ccmcip/xmldirectorylist.jsp?l=a&name=SEP001122334455")]
    [InlineData("/emapp/EMAppServlet?device=SEP001122334455")]
    public async Task AllNodesDown_PageThatIsNotKept_GetsTheErrorPage(string page)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster);
        using var phone = new Phone(gateway.Address);
        Assert.NotEqual("CiscoIPPhoneText", (await phone.GetAsync(page)).Root);

        // Kept after the one in question.
        await phone.GetAsync($"{Input}?name={phone.Device}");
        await KeptPages.AreAsync(gateway, 1);
        await cluster.SetAllAsync(NodeFault.Refuse);

        Assert.Equal("CiscoIPPhoneText", (await phone.GetAsync(page)).Root);
        Assert.Equal(1, KeptPages.Of(gateway).Count);
    }

    [Fact]
    public async Task AllNodesDown_SwitchedOff_GetsTheErrorPage()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, "--PhoneServices:LastGoodPage:Enabled=false");
        using var phone = new Phone(gateway.Address);
        await phone.MenuAsync();
        await cluster.SetAllAsync(NodeFault.Refuse);

        Assert.Equal("CiscoIPPhoneText", (await phone.MenuAsync()).Root);
        Assert.Equal(0, KeptPages.Of(gateway).Count);
    }
}
