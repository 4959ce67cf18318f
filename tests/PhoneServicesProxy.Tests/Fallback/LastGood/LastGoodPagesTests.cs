using System.Net;
using PhoneServicesProxy.Fallback.LastGood;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

public sealed class LastGoodPagesTests : IAsyncDisposable
{
    private readonly Gateways _gateways = new();

    [Fact]
    public async Task FindAsync_NothingKept_IsNull() => Assert.Null(await Gateways.FindAsync(_gateways.Start()));

    [Fact]
    public async Task FindAsync_Kept_IsThatPage()
    {
        var pages = _gateways.Start();
        Gateways.Keep(pages, new() { Page = Gateways.Menu("first") });
        _gateways.Time.Advance(TimeSpan.FromHours(1));
        Gateways.Keep(pages, new() { Page = Gateways.Menu("second") });

        var page = await Gateways.FindAsync(pages);

        Assert.Equal(Gateways.Menu("second"), Gateways.Text(page));
        Assert.Equal("text/xml;charset=utf-8", page!.ContentType);
        Assert.Equal(_gateways.Time.GetUtcNow(), page.At);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, null)]
    [InlineData(HttpStatusCode.OK, "<CiscoIPPhoneText><Text>No services configured</Text></CiscoIPPhoneText>")]
    public async Task Keep_NotAMenu_EarlierOneStays(HttpStatusCode status, string? body)
    {
        var pages = _gateways.Start();
        Gateways.Keep(pages, new() { Page = Gateways.Menu("good") });
        var bad = new PressOfPhone { Page = body ?? Gateways.Menu("bad") };
        bad.Answer.StatusCode = status;
        Gateways.Keep(pages, bad);

        Assert.Equal(Gateways.Menu("good"), Gateways.Text(await Gateways.FindAsync(pages)));
    }

    [Fact]
    public async Task Keep_SwitchedOff_KeepsAndShowsNothing()
    {
        var pages = _gateways.Start(new() { Enabled = false });
        Gateways.Keep(pages, new());

        Assert.Null(await Gateways.FindAsync(pages));
    }

    [Fact]
    public async Task FindAsync_OlderThanMaxAge_IsNull()
    {
        var pages = _gateways.Start(new() { MaxAge = TimeSpan.FromHours(2) });
        Gateways.Keep(pages, new());

        _gateways.Time.Advance(TimeSpan.FromHours(2));
        Assert.NotNull(await Gateways.FindAsync(pages));
        _gateways.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await Gateways.FindAsync(pages));
    }

    [Fact]
    public async Task Keep_Unchanged_IsStoredAgainOnlyAfterAWhile()
    {
        var pages = _gateways.Start();
        Gateways.Keep(pages, new());
        var first = await Gateways.FindAsync(pages);
        _gateways.Time.Advance(LastGoodPages.Renewal - TimeSpan.FromSeconds(1));
        Gateways.Keep(pages, new());
        Assert.Same(first, await Gateways.FindAsync(pages));

        _gateways.Time.Advance(TimeSpan.FromSeconds(1));
        Gateways.Keep(pages, new());
        Assert.Equal(_gateways.Time.GetUtcNow(), (await Gateways.FindAsync(pages))!.At);
    }

    [Fact]
    public void Keep_Unchanged_CostsNoMoreMemoryThanItsKey()
    {
        var pages = _gateways.Start();
        var phone = new PressOfPhone();
        var press = phone.Answered();
        for (var i = 0; i < 100; i++)
        {
            pages.Keep(phone.Context, press);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            pages.Keep(phone.Context, press);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 600);
    }

    [Fact]
    public async Task FindAsync_ManyPages_StayWithinBounds()
    {
        var pages = _gateways.Start(new() { MaxPages = 50, MaxBytes = 65_536 });
        var memory = _gateways.Memory;
        for (var i = 0; i < 500; i++)
        {
            var phone = new PressOfPhone { Page = Gateways.Menu(new string('x', 2000)) };
            phone.Request.QueryString = new($"?name=SEP{i:X12}");
            Gateways.Keep(pages, phone);
            Assert.InRange(memory.Count, 0, 50);
            Assert.InRange(memory.Bytes, 0, 65_536);
        }

        Assert.NotEqual(0, memory.Count);
    }

    public ValueTask DisposeAsync() => _gateways.DisposeAsync();
}
