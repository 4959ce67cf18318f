namespace CallManagerSimulator.Tests.Pages;

public class ChangeCredentialTests : ClusterTest
{
    private const string Servlet = "/changecredential/ChangeCredentialServlet?device=" + Device;

    [Theory]
    [InlineData("&userid=user1&seq=1&newseq=54321", "(201)")]
    [InlineData("&userid=user1&seq=12345&newseq=1", "5 to 20 digits")]
    [InlineData("&userid=user1&seq=12345&newseq=54321&confirmseq=54322", "differ")]
    public async Task Change_Wrong_ChangesNothing(string query, string text)
    {
        Assert.Contains(text, await GetTextAsync(Publisher, Servlet + query), StringComparison.Ordinal);

        Assert.Contains("Login Successful", await GetTextAsync(Publisher, LoginPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_Right_HoldsOnEveryNode()
    {
        await GetTextAsync(Publisher, Servlet + "&userid=user1&seq=12345&newseq=54321&confirmseq=54321");

        Assert.Contains("(201)", await GetTextAsync(Subscriber, LoginPath), StringComparison.Ordinal);
        Assert.Contains("Login Successful", await GetTextAsync(Subscriber, EmPath + "&userid=user1&seq=54321"), StringComparison.Ordinal);
        Assert.Equal(1, Publisher.Counters.PinChangesExecuted);
    }
}
