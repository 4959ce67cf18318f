using System.Diagnostics.Metrics;
using System.Net;
using CallManagerSimulator;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Management.Reports;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.FunctionalTests.Overload;

/// <summary>Presses beyond what may be in flight.</summary>
public sealed class LoadSheddingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Press_AsManyInFlightAsMayBe_IsToldToTryAgainAndReachesNoNode()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["only"] }, Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Calm.Settings, "--PhoneServices:LoadShedding:MaxConcurrentRequests=1"]);
        using var counted = new MetricCollector<long>(gateway.Get<IMeterFactory>(), GatewayMeter.Name, "phone_services.requests");
        using var phone = new Phone(gateway.Address);
        await cluster["only"].SetFaultAsync(NodeFault.Hang, Cancellation);
        var inFlight = phone.MenuAsync();
        await Eventually.IsAsync(() => cluster["only"].Counters.Concurrent == 1);

        var (menu, login, form) = (await phone.MenuAsync(), await phone.LoginAsync(), await phone.FormAsync());
        var authentication = await phone.GetAsync("/ccmcip/authenticate.jsp?UserID=u&Password=p&devicename=SEP1");

        Assert.All([menu, login, form], answer => Assert.Contains("busy", TextOf(answer), StringComparison.Ordinal));
        Assert.Contains($"{gateway.Address}ccmcip/getservicesmenu.jsp?name={phone.Device}", menu.Body, StringComparison.Ordinal);
        Assert.Contains($"{gateway.Address}emapp/EMAppServlet?device={phone.Device}</URL>", login.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("12345", login.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, authentication.Status);
        Assert.Equal(1, cluster["only"].Counters.Requests);
        await Eventually.IsAsync(() => counted.GetMeasurementSnapshot().Where(IsRefused).Sum(measurement => measurement.Value) == 4);
        Assert.Contains("4 were told that the gateway is busy.", gateway.Get<UsersReporter>().Report().Text, StringComparison.Ordinal);

        await cluster["only"].SetFaultAsync(NodeFault.None, Cancellation);
        await inFlight;
        await Eventually.IsAsync(async () => (await phone.MenuAsync()).Root == "CiscoIPPhoneMenu");
    }

    [Fact]
    public async Task Form_ArrivesSlowly_TakesNoPlaceOfAPress()
    {
        const string Form = "userid=user1&seq=12345";
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["only"] }, Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Calm.Settings, "--PhoneServices:LoadShedding:MaxConcurrentRequests=1"]);
        using var phone = new Phone(gateway.Address);
        await using var slow = await PhoneConnection.OpenAsync(gateway.Address);
        await slow.SendAsync($"""
            POST /emapp/EMAppServlet?device={phone.Device} HTTP/1.1
            Host: {gateway.Address.Authority}
            Content-Type: application/x-www-form-urlencoded
            Content-Length: {Form.Length}
            Expect: 100-continue


            """);
        Assert.Equal(100, (await slow.ReadAnswerAsync()).Status);

        Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);

        // The phone has its page a moment before its press is over.
        await Eventually.IsAsync(() => gateway.Get<LoadShedder>().InFlight == 0);
        Assert.Equal(200, (await slow.AskAsync(Form)).Status);
        Assert.Single(cluster.LoginsOn(phone.Device));
    }

    private static string TextOf(PhoneAnswer answer) => answer.Text("Text") ?? "";

    private static bool IsRefused(CollectedMeasurement<long> measurement) =>
        Equals(measurement.Tags["outcome"], "refused") && !Equals(measurement.Tags["service"], GatewayMeter.NoService);
}
