using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>A node may write what it was asked into headers of its answer: none of it becomes another header, or another phone's page.</summary>
public sealed class HostileAnswerTests
{
    private const string Ask = "GET /ccmcip/getservicesmenu.jsp HTTP/1.1\r\nHost: phones\r\nx-CiscoIPPhoneModelName: CP-7942G\r\nConnection: close\r\n\r\n";
    private static readonly string[] Settings = [.. Calm.Settings];

    [Theory]
    [InlineData("Location: http://x/\rSet-Cookie: evil=1")]
    [InlineData("Refresh: 5; url=http://x/\rSet-Cookie: evil=1")]
    [InlineData("Refresh: 5; url=http://x/\u0000Set-Cookie: evil=1")]
    [InlineData("Location: http://x/\u008a\u008dSet-Cookie: evil=1")]
    [InlineData("Content-Type: text/xml\rSet-Cookie: evil=1")]
    public async Task Header_WithControlCharacters_IsNoOtherHeader(string header)
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], Settings);
        node.Answer = _ => RecordingNode.Headed(header);

        var answer = await RawPhone.SendAsync(gateway.Address, Ask);

        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?im)^Set-Cookie:", answer.Replace('\r', '\n'));
        node.Answer = _ => RecordingNode.Headed("Refresh: 5; url=http://x/");
        Assert.Contains("\r\nRefresh: 5; url=http://x/\r\n", await RawPhone.SendAsync(gateway.Address, Ask), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WithASecondOneBehindIt_IsNotTheNextPhones()
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync([("publisher", node.Address)], Settings);
        node.Answer = _ => RecordingNode.Headed() + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
        await RawPhone.SendAsync(gateway.Address, Ask);
        node.Answer = _ => RecordingNode.Headed();

        for (var i = 0; i < 5; i++)
        {
            var answer = await RawPhone.SendAsync(gateway.Address, Ask);
            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 40\r\n\r\nevil")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nevil")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nevil")]
    [InlineData("evil")]
    public async Task Answer_ThatIsNoHttp_IsAnErrorPageOfTheGateway(string bytes)
    {
        await using var node = new RecordingNode();
        await using var gateway = await TestGateway.StartAsync(
            [("publisher", node.Address)], [.. Settings, "--PhoneServices:FailoverPolicies:Read:ConnectTimeout=00:00:01", "--PhoneServices:FailoverPolicies:Read:AttemptTimeout=00:00:02", "--PhoneServices:FailoverPolicies:Read:TotalTimeout=00:00:05"]);
        node.Answer = _ => bytes;

        var answer = await RawPhone.SendAsync(gateway.Address, Ask);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("<CiscoIPPhoneText>", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
    }
}
