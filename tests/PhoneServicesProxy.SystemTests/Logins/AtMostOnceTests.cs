using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Logins;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Logins;

/// <summary>
/// A thousand logins while the node that has just executed one fails: none may be executed twice, and no phone may be left
/// without a page that says what became of its login.
/// </summary>
[Collection(nameof(UnderLoad))]
public sealed class AtMostOnceTests(LoginSite site) : IClassFixture<LoginSite>
{
    private const int Logins = 334;
    private const int LoginsAtAKill = 32;
    private const int LoginsAfterAKill = 5;
    private const int Kills = 9;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("hang", 50)]
    [InlineData("reset", 25)]
    public async Task Login_NodeExecutesThenFails_ExecutedOnce(string fault, int atATime)
    {
        await site.FirstNodeTakesLoginsAsync();
        await site.FirstNode.BreakAsync($"{fault}?after-executing=true&only-changing=true");

        var presses = await site.LogInAsync(Logins, atATime);

        await site.FirstNode.RepairAsync();
        AssertNoFindings(presses);
        AssertMostWereStruck(presses, Logins);
    }

    [Fact]
    public async Task Login_NodeExecutesThenIsKilled_ExecutedOnce()
    {
        var presses = new List<LoginPress>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await site.FirstNodeTakesLoginsAsync();
            presses.AddRange(await LogInAtAKillAsync());
            presses.AddRange(await site.LogInAsync(LoginsAfterAKill, LoginsAfterAKill));
            await site.FirstNode.StartAsync();
        }

        AssertNoFindings(presses);
        AssertMostWereStruck(presses, Kills * LoginsAtAKill);
    }

    [Fact]
    public async Task Login_NodeRefuses_SucceedsOnAnother()
    {
        for (var round = 1; round <= 3; round++)
        {
            await site.FirstNodeTakesLoginsAsync();
            await site.FirstNode.BreakAsync("refuse");
            var presses = await site.LogInAsync(logins: 25, atATime: 25);
            await site.FirstNode.RepairAsync();

            Assert.All(presses, press => Assert.Equal(LoginPage.Success, press.Page));
            Assert.Equal(0, LoginSite.CountExecuted(site.FirstNode, presses));
            AssertNoFindings(presses);
        }
    }

    /// <summary>The node keeps all answers back, so that it dies with half of the logins executed and none answered.</summary>
    private async Task<IReadOnlyList<LoginPress>> LogInAtAKillAsync()
    {
        var before = site.FirstNode.ReadExecutedLogins().Count;
        await site.FirstNode.BreakAsync("hang?after-executing=true&only-changing=true");
        var pressing = site.LogInAsync(LoginsAtAKill, LoginsAtAKill);
        await Until.TrueAsync(
            _ => Task.FromResult(site.FirstNode.ReadExecutedLogins().Count - before >= LoginsAtAKill / 2),
            Limit, () => $"too few logins executed\n{site.Log}", TimeProvider.System, TestContext.Current.CancellationToken);
        await site.FirstNode.KillAsync();
        return await pressing;
    }

    private void AssertNoFindings(IReadOnlyList<LoginPress> presses)
    {
        var pages = string.Join(", ", presses.CountBy(press => $"{press.Method} {press.Page}").Select(page => $"{page.Value} {page.Key}").Order(StringComparer.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine(pages);
        var findings = site.NewFindings();
        Assert.True(
            findings.Count == 0, $"{pages}\n{findings.Count} findings:\n{string.Join('\n', findings.Take(10))}\n{site.Log}");
    }

    // Otherwise little has happened that could have led to a second execution.
    private void AssertMostWereStruck(IEnumerable<LoginPress> presses, int due)
    {
        var struck = presses.Where(press => press.Page == LoginPage.MayHaveBeenExecuted);
        Assert.True(LoginSite.CountExecuted(site.FirstNode, struck) > due / 2, site.Log);
    }
}
