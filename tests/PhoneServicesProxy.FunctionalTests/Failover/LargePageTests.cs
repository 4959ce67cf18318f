using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Failover;

/// <summary>Buffers of large pages are used again: no phone may see what another one left in them.</summary>
public sealed class LargePageTests
{
    private const int Phones = 24;
    private const int Rounds = 4;

    /// <summary>Presses that are late are hedged, and those of a node that cuts its pages short fail over: both leave buffers behind.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Press_ManyPhonesWithLargePagesOfTheirOwn_EachGetsItsOwn(bool statesLength)
    {
        // Later than the hedging delay, which begins at 20 ms here.
        await using var slow = await NodeAsync(statesLength, static () => Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, TestContext.Current.CancellationToken), cutsShort: false);
        await using var careless = await NodeAsync(statesLength, static () => Task.CompletedTask, cutsShort: true);
        await using var good = await NodeAsync(statesLength, static () => Task.CompletedTask, cutsShort: false);
        await using var gateway = await TestGateway.StartAsync(
            [("slow", slow.Address), ("careless", careless.Address), ("good", good.Address)],
            "--PhoneServices:Security:RateLimit:Enabled=false",
            "--PhoneServices:FailoverPolicies:Read:Hedging:Budget=1",
            "--PhoneServices:FailoverPolicies:Read:AttemptTimeout=00:00:20",
            "--PhoneServices:FailoverPolicies:Read:TotalTimeout=00:00:30");

        for (var round = 0; round < Rounds; round++)
        {
            var pages = await Task.WhenAll(Enumerable.Range(0, Phones).Select(number => PressAsync(gateway, $"phone{round}x{number}")));

            Assert.All(pages, page => Assert.Equal(PageOf(page.Name, gateway.Address), page.Body));
        }
    }

    [Fact]
    public async Task Press_NodeDiesAfterLargePages_EachPhoneGetsItsOwnLastGoodPage()
    {
        var node = await NodeAsync(statesLength: true, static () => Task.CompletedTask, cutsShort: false);
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], "--PhoneServices:Security:RateLimit:Enabled=false");
        string[] names = [.. Enumerable.Range(0, Phones).Select(number => $"phone{number}")];
        await Task.WhenAll(names.Select(name => PressAsync(gateway, name)));
        await node.DisposeAsync();

        var pages = await Task.WhenAll(names.Select(name => PressAsync(gateway, name)));

        Assert.All(pages, page => Assert.Equal(PageOf(page.Name, gateway.Address), page.Body));
    }

    private static async Task<(string Name, string Body)> PressAsync(TestGateway gateway, string name)
    {
        using var phone = new Phone(gateway.Address);
        return (name, (await phone.GetAsync($"/ccmcip/getservicesmenu.jsp?name=SEP001122334455&l={name}")).Body);
    }

    private static Task<ScriptedNode> NodeAsync(bool statesLength, Func<Task> wait, bool cutsShort) => ScriptedNode.StartAsync(async context =>
    {
        await wait();
        var name = context.Request.Query["l"] is [{ Length: > 0 } asked] ? asked : "probe";
        var page = PageOf(name, new($"http://{context.Request.Host}/"));
        context.Response.ContentType = "text/xml";
        context.Response.ContentLength = statesLength ? page.Length : null;
        if (cutsShort && name[^1] % 2 == 0)
        {
            await context.Response.WriteAsync(page[..(page.Length / 2)], context.RequestAborted);
            context.Abort();
            return;
        }

        await context.Response.WriteAsync(page, context.RequestAborted);
    });

    /// <summary>Larger than what is not counted, smaller than what is not kept. Its length depends on the name: there are buffers of several sizes.</summary>
    private static string PageOf(string name, Uri node)
    {
        var item = $"<MenuItem><Name>{name}</Name><URL>{node}ccmcip/getservicesmenu.jsp?l={name}</URL></MenuItem>";
        return $"<CiscoIPPhoneMenu><Title>{name}</Title>{string.Concat(Enumerable.Repeat(item, 250 + (name[^1] * 5)))}</CiscoIPPhoneMenu>";
    }
}
