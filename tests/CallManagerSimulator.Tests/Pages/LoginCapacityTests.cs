namespace CallManagerSimulator.Tests.Pages;

public class LoginCapacityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_AsManyRunAsTheNodeTakes_Gets26AndIsNotExecuted()
    {
        await using var cluster = await SimulatedCluster.StartAsync(
            new() { NodeNames = ["only"], MaxLogins = 1, MinLoginTime = TimeSpan.FromSeconds(1), MaxLoginTime = TimeSpan.FromSeconds(1) }, Ct);
        var node = cluster["only"];
        using var client = new HttpClient { BaseAddress = node.Address };
        var first = client.GetStringAsync(Login(1), Ct);
        while (node.Counters.Concurrent == 0)
        {
            await Task.Yield();
        }

        Assert.Contains("CiscoIPPhoneInput", await client.GetStringAsync(new Uri("emapp/EMAppServlet?device=SEP2", UriKind.Relative), Ct), StringComparison.Ordinal);
        Assert.Contains("(26)", await client.GetStringAsync(Login(2), Ct), StringComparison.Ordinal);

        Assert.Contains("Login Successful", await first, StringComparison.Ordinal);
        Assert.Equal((1, 1), (node.LoginsExecuted, node.Counters.LoginsRefused));
        Assert.Contains("Login Successful", await client.GetStringAsync(Login(2), Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0, 0, "MaxLogins: -1")]
    [InlineData(5, 2, 1, "MinLoginTime 00:00:02, MaxLoginTime 00:00:01")]
    public async Task StartAsync_WrongCapacity_SaysWhatIsWrong(int logins, int shortest, int longest, string words)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => SimulatedCluster.StartAsync(
            new() { MaxLogins = logins, MinLoginTime = TimeSpan.FromSeconds(shortest), MaxLoginTime = TimeSpan.FromSeconds(longest) }, Ct));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static Uri Login(int user) => new($"emapp/EMAppServlet?device=SEP{user}&userid=user{user}&seq=12345", UriKind.Relative);
}
