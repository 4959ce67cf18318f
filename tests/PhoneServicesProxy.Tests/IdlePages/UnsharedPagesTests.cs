using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.IdlePages;

namespace PhoneServicesProxy.Tests.IdlePages;

public sealed class UnsharedPagesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Contains_AfterAMinute_NoMore()
    {
        var pages = new UnsharedPages(_time);
        pages.Add("/idle.jsp");

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(pages.Contains("/idle.jsp"));
        Assert.False(pages.Contains("/other.jsp"));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(pages.Contains("/idle.jsp"));
    }

    [Fact]
    public void Add_ManyPages_ForgetsRatherThanGrows()
    {
        var pages = new UnsharedPages(_time);
        for (var i = 0; i < 1000; i++)
        {
            pages.Add($"/{i}");
        }

        Assert.InRange(Enumerable.Range(0, 1000).Count(i => pages.Contains($"/{i}")), 1, 256);
        Assert.True(pages.Contains("/999"));
    }
}
