using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using CallManagerSimulator;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>The gateway is no help in guessing PINs.</summary>
public sealed class FailedLoginTests
{
    private const string Device = "SEP001122334455";
    private static readonly string[] Settings = [.. Calm.Settings];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Please wait 5 seconds")]
    [InlineData("de", "Bitte warten Sie 5 Sekunden")]
    [InlineData("fr", "Veuillez attendre 5 secondes")]
    public async Task Login_AfterThreeFailures_HasToWaitAndReachesNoNode(string language, string text)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var refusals = new MetricCollector<long>(gateway.Get<IMeterFactory>(), "PhoneServicesProxy", "phone_services.refusals");
        using var phone = new Phone(gateway.Address, Device);
        await FailAsync(phone, 3);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Phone.ExtensionMobility}?device={Device}&userid=user1&seq=12345");
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        var answer = await phone.SendAsync(request);

        Assert.Contains(text, answer.Text("Text"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Refresh"));
        Assert.Contains($"{Phone.ExtensionMobility}?device={Device}</URL>", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("user1", answer.Body, StringComparison.Ordinal);
        Assert.Equal(3, cluster.LoginsOn(Device).Count);
        Assert.Equal("failed_logins", Assert.Single(refusals.GetMeasurementSnapshot()).Tags["reason"]);
    }

    [Fact]
    public async Task Wait_IsForDeviceAndUserAlone()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var phone = new Phone(gateway.Address, Device);
        using var other = new Phone(gateway.Address, "SEP00112233AABB");
        await FailAsync(phone, 3);

        Assert.Contains("Too many logins", (await other.LoginAsync("user1")).Body, StringComparison.Ordinal);
        Assert.Contains("Too many logins", (await phone.LoginAsync("user2")).Body, StringComparison.Ordinal);
        Assert.Equal("CiscoIPPhoneInput", (await phone.FormAsync()).Root);
        Assert.Contains("Login Successful", (await other.LoginAsync("user2")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?device=SEP001122334455&userid=USER1&seq=12345")]
    [InlineData("?device=SEP00112233AABB&userid=%20user1%20&seq=12345")]
    [InlineData("?device=SEP00112233AABB&USERID=user1&seq=12345")]
    [InlineData("?device=SEP00112233AABB&userid=%75ser1&seq=12345")]
    [InlineData("?device=sep001122334455&userid=user2&seq=12345")]
    public async Task Wait_OtherSpellingOfTheSame_IsNoWayRound(string query)
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var phone = new Phone(gateway.Address, Device);
        await FailAsync(phone, 3);

        Assert.Contains("Too many logins", (await phone.GetAsync(Phone.ExtensionMobility + query)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_PostedForm_IsNoWayRound()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var phone = new Phone(gateway.Address, Device);
        await FailAsync(phone, 3);

        var answer = await phone.SendAsync(new(HttpMethod.Post, Phone.ExtensionMobility)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["device"] = Device, ["userid"] = "user1", ["seq"] = "12345" }),
        });

        Assert.Contains("Too many logins", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_WithTwoUsers_IsRefused()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);

        var answer = await RawPhone.SendAsync(
            gateway.Address, $"GET {Phone.ExtensionMobility}?device={Device}&userid=user2&userid=user1&seq=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Empty(cluster.LoginsOn(Device));
    }

    [Fact]
    public async Task Guesses_AllAtTheSameMoment_AreNoWayRound()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var phone = new Phone(gateway.Address, Device);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(pin => phone.LoginAsync("user1", $"9{pin}")));

        Assert.InRange(cluster.LoginsOn(Device).Count, 1, 3);
    }

    [Fact]
    public async Task Success_EndsTheCount_AndAWaitEndsByItself()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings, "--PhoneServices:Security:FailedLogins:InitialDelay=00:00:01"]);
        using var phone = new Phone(gateway.Address, Device);
        await FailAsync(phone, 2);
        Assert.Contains("Login Successful", (await phone.LoginAsync()).Body, StringComparison.Ordinal);
        await phone.GetAsync($"{Phone.ExtensionMobility}?device={Device}&doLogout=true");
        await FailAsync(phone, 3);

        await Eventually.IsAsync(async () => (await phone.LoginAsync()).Body.Contains("Login Successful", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Disabled_NobodyWaits()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings, "--PhoneServices:Security:FailedLogins:Enabled=false"]);
        using var phone = new Phone(gateway.Address, Device);

        await FailAsync(phone, 6);
    }

    private static async Task FailAsync(Phone phone, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.EndsWith("(201)", (await phone.LoginAsync("user1", "99999")).Text("Text"), StringComparison.Ordinal);
        }
    }
}
