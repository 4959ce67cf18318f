using System.Net;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Attempts;

public sealed class HeldPageTests
{
    private const int Limit = 4096;
    private static readonly string NotForPhones = new('x', 3 * Limit);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_LongerThanWhatIsHeld_StreamsUnjudged(bool withLength)
    {
        await using var node = await ScriptedNode.StartAsync(context => AnswerAsync(context, NotForPhones, withLength));

        var answer = await AskAsync(node);

        Assert.Equal(NotForPhones, answer.Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_AsLongAsWhatIsHeld_IsJudged(bool withLength)
    {
        await using var node = await ScriptedNode.StartAsync(context => AnswerAsync(context, NotForPhones[..Limit], withLength));

        var answer = await AskAsync(node);

        Assert.Equal("CiscoIPPhoneText", answer.Root);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Page_WithoutLength_ReachesThePhoneWithOne()
    {
        const string Page = "<CiscoIPPhoneText><Text>a</Text></CiscoIPPhoneText>";
        await using var node = await ScriptedNode.StartAsync(context => AnswerAsync(context, Page, withLength: false));

        var answer = await AskAsync(node);

        Assert.Equal(Page, answer.Body);
        Assert.Equal(Page.Length, answer.ContentHeaders.ContentLength);
    }

    private static async Task<PhoneAnswer> AskAsync(ScriptedNode node)
    {
        await using var gateway = await TestGateway.StartAsync(
            [("only", node.Address)], $"--PhoneServices:FailoverPolicies:Read:MaxHeldSize={Limit}");
        using var phone = new Phone(gateway.Address);
        return await phone.MenuAsync();
    }

    private static async Task AnswerAsync(HttpContext context, string body, bool withLength)
    {
        context.Response.ContentType = "text/xml";
        context.Response.ContentLength = withLength ? body.Length : null;
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
