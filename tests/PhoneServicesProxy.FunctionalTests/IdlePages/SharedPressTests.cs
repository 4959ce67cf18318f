using System.Globalization;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.IdlePages;

/// <summary>Many phones ask for the same idle page at the same moment.</summary>
public sealed class SharedPressTests
{
    private const int Phones = 200;

    /// <summary>Whoever waits for these limits waits longer than the test may take.</summary>
    private static readonly string[] Settings =
    [
        GatewayEvents.Setting,
        .. Calm.Patience,
        "--PhoneServices:FailoverPolicies:Read:Hedging:Enabled=false",
        "--ReverseProxy:Routes:idle-jsp:Metadata:Expect=PhoneXml",
    ];

    private readonly TaskCompletionSource _allAreHere = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData("00:00:05")]
    [InlineData("00:00:00")]
    public async Task ManyPhones_AtTheSameMoment_OneRequestGoesToTheNode(string maxAge)
    {
        await using var node = await IdleNode.StartAsync(WhenAllAreHere(context => IdleNode.WriteAsync(context)));
        await using var gateway = await StartAsync([node], $"--PhoneServices:IdlePage:MaxAge={maxAge}");
        var events = GatewayEvents.Of(gateway);

        var asking = IdlePhone.AskAll(gateway, Phones);
        await events.WaitersAsync(Phones);
        _allAreHere.SetResult();
        var answers = await Task.WhenAll(asking);

        Assert.Equal(1, node.Asked);
        Assert.All(answers, answer =>
        {
            Assert.Equal("HTTP/1.1 200 OK", answer.StatusLine);
            Assert.Equal(IdleNode.Page, answer.Text);
            Assert.Equal(["Content-Length", "Content-Type", "Date"], answer.HeaderNames.Order(StringComparer.Ordinal));
            Assert.Equal(IdleNode.Page.Length.ToString(CultureInfo.InvariantCulture), answer["Content-Length"]);
            Assert.Equal("text/xml; charset=utf-8", answer["Content-Type"]);
        });
    }

    [Fact]
    public async Task PhoneThatAskedForAll_GoesAway_OthersGetTheAnswerToItsRequest()
    {
        await using var node = await IdleNode.StartAsync(WhenAllAreHere(context => IdleNode.WriteAsync(context)));
        await using var gateway = await StartAsync([node]);
        var events = GatewayEvents.Of(gateway);
        await using var first = await PhoneConnection.OpenAsync(gateway.Address);
        await first.SendAsync(IdlePhone.Request());
        await Eventually.IsAsync(() => node.Asked == 1);

        var asking = IdlePhone.AskAll(gateway, 20);
        await events.WaitersAsync(21);
        first.Reset();
        await events.ResetsAsync(1);
        _allAreHere.SetResult();
        var answers = await Task.WhenAll(asking);

        Assert.All(answers, answer => Assert.Equal(IdleNode.Page, answer.Text));
        Assert.Equal(1, node.Asked);
    }

    [Fact]
    public async Task PhonesThatWait_GoAway_OthersGetTheirPage()
    {
        await using var node = await IdleNode.StartAsync(WhenAllAreHere(context => IdleNode.WriteAsync(context)));
        await using var gateway = await StartAsync([node]);
        var events = GatewayEvents.Of(gateway);
        var asking = IdlePhone.AskAll(gateway, 20);
        await events.WaitersAsync(20);
        var leaving = new List<PhoneConnection>();
        for (var i = 0; i < 20; i++)
        {
            leaving.Add(await PhoneConnection.OpenAsync(gateway.Address));
            await leaving[^1].SendAsync(IdlePhone.Request());
        }

        await events.WaitersAsync(40);
        leaving.ForEach(phone => phone.Reset());
        await events.ResetsAsync(20);
        _allAreHere.SetResult();

        Assert.All(await Task.WhenAll(asking), answer => Assert.Equal(IdleNode.Page, answer.Text));
        Assert.Equal(1, node.Asked);
    }

    [Fact]
    public async Task FirstNodeFails_WhileAllWait_AllGetTheNextNodesPage()
    {
        await using var bad = await IdleNode.StartAsync(WhenAllAreHere(context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        }));
        await using var good = await IdleNode.StartAsync();
        await using var gateway = await StartAsync([bad, good], "--PhoneServices:Nodes:node0:Priority=0");
        var events = GatewayEvents.Of(gateway);

        var asking = IdlePhone.AskAll(gateway, Phones);
        await events.WaitersAsync(Phones);
        _allAreHere.SetResult();

        Assert.All(await Task.WhenAll(asking), answer => Assert.Equal(IdleNode.Page, answer.Text));
        Assert.Equal(1, bad.Asked);
        Assert.Equal(1, good.Asked);
    }

    [Fact]
    public async Task AllNodesFail_WhileAllWait_EachGetsAPageAndNoneIsKept()
    {
        var fails = WhenAllAreHere(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var one = await IdleNode.StartAsync(fails);
        await using var other = await IdleNode.StartAsync(fails);
        await using var gateway = await StartAsync([one, other]);
        var events = GatewayEvents.Of(gateway);

        var asking = IdlePhone.AskAll(gateway, Phones);
        await events.WaitersAsync(Phones);
        _allAreHere.SetResult();
        var answers = await Task.WhenAll(asking);

        Assert.All(answers, answer =>
        {
            Assert.Equal("HTTP/1.1 200 OK", answer.StatusLine);
            Assert.Contains("<Title>Idle</Title>", answer.Text, StringComparison.Ordinal);
            Assert.Contains($"http://10.1.1.9:8080{IdlePhone.Path}</URL>", answer.Text, StringComparison.Ordinal);
            Assert.Null(answer["Transfer-Encoding"]);
        });
        Assert.Equal(2, one.Asked + other.Asked);

        one.Idle = other.Idle = context => IdleNode.WriteAsync(context);
        Assert.Equal(IdleNode.Page, (await IdlePhone.AskAsync(gateway, IdlePhone.Request())).Text);
    }

    [Fact]
    public async Task AnswerThatIsOnePhonesOwn_WhileAllWait_EachGetsItsOwn()
    {
        var sessions = 0;
        await using var node = await IdleNode.StartAsync(WhenAllAreHere(context =>
        {
            context.Response.Headers.SetCookie = $"JSESSIONID={Interlocked.Increment(ref sessions)}; Path=/ccmcip/";
            return IdleNode.WriteAsync(context);
        }));
        await using var gateway = await StartAsync([node]);
        var events = GatewayEvents.Of(gateway);

        var asking = IdlePhone.AskAll(gateway, 50);
        await events.WaitersAsync(50);
        _allAreHere.SetResult();
        var answers = await Task.WhenAll(asking);

        Assert.All(answers, answer => Assert.Equal(IdleNode.Page, answer.Text));
        Assert.Equal(50, answers.Select(answer => answer["Set-Cookie"]).Distinct().Count());
        Assert.Equal(50, node.Asked);
    }

    /// <summary>It streams, and must neither be cut nor be given to the others in part.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnswerTooLongToBeHeld_WhileAllWait_EachGetsItsOwnWhole(bool withLength)
    {
        var page = new string('x', 700 * 1024);
        await using var node = await IdleNode.StartAsync(WhenAllAreHere(context =>
        {
            context.Response.ContentLength = withLength ? page.Length : null;
            return IdleNode.WriteAsync(context, page);
        }));
        await using var gateway = await StartAsync([node]);
        var events = GatewayEvents.Of(gateway);

        var asking = Enumerable.Range(0, 10).Select(_ => IdlePhone.AskAsync(gateway, IdlePhone.Request().Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal))).ToArray();
        await events.WaitersAsync(10);
        _allAreHere.SetResult();

        Assert.All(await Task.WhenAll(asking), answer => Assert.Equal(page.Length, answer.Body.Length));
        Assert.Equal(10, node.Asked);
    }

    private static Task<TestGateway> StartAsync(IReadOnlyList<IdleNode> nodes, params string[] settings) =>
        TestGateway.StartAsync(nodes.Select((node, i) => ($"node{i}", node.Address)), [.. Settings, .. settings]);

    private RequestDelegate WhenAllAreHere(RequestDelegate answer) => async context =>
    {
        await _allAreHere.Task.WaitAsync(TestContext.Current.CancellationToken);
        await answer(context);
    };
}
