using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Logins;

namespace PhoneServicesProxy.SystemTests.Logins;

public sealed class LoginAuditTests
{
    [Theory]
    [InlineData(LoginPage.Success, 2, "more than once")]
    [InlineData(LoginPage.MayHaveBeenExecuted, 2, "more than once")]
    [InlineData(LoginPage.None, 0, "no page")]
    [InlineData(LoginPage.None, 1, "no page")]
    [InlineData(LoginPage.Other, 1, "does not say")]
    [InlineData(LoginPage.Success, 0, "no node knows of")]
    [InlineData(LoginPage.Unreachable, 1, "told to try again")]
    public void Findings_PageAndExecutionsDoNotAgree_AreSaid(LoginPage page, int executed, string complaint)
    {
        var finding = Assert.Single(Findings(page, executed));

        Assert.Contains(complaint, finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LoginPage.Success, 1)]
    [InlineData(LoginPage.MayHaveBeenExecuted, 0)]
    [InlineData(LoginPage.MayHaveBeenExecuted, 1)]
    [InlineData(LoginPage.Unreachable, 0)]
    public void Findings_PageAndExecutionsAgree_AreNone(LoginPage page, int executed) => Assert.Empty(Findings(page, executed));

    private static IReadOnlyList<string> Findings(LoginPage page, int executed) => LoginAudit.Findings(
        [new LoginPress("user1", "GET", page, "")],
        [
            .. Enumerable.Range(1, executed).Select(node => new ExecutedLogin($"subscriber{node}", "SEP", "user1", 0)),
            new ExecutedLogin("subscriber1", "SEP", "user2", 0),
        ]);
}
