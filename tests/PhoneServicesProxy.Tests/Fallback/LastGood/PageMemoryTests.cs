using PhoneServicesProxy.Fallback.LastGood;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

public sealed class PageMemoryTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    [Fact]
    public void Keep_MorePagesThanMayBe_LongestUnusedGo()
    {
        var memory = new PageMemory(new() { MaxPages = 100 });
        for (var i = 0; i < 1000; i++)
        {
            memory.Keep($"{i}", CreatePage(1), Lifetime);
            memory.Find("0");
            Assert.InRange(memory.Count, 1, 100);
        }

        Assert.NotNull(memory.Find("999"));
        Assert.NotNull(memory.Find("0"));
        Assert.Null(memory.Find("1"));
    }

    [Fact]
    public void Keep_MoreBytesThanMayBe_StayWithinThem()
    {
        var memory = new PageMemory(new() { MaxBytes = 100_000 });
        for (var i = 0; i < 1000; i++)
        {
            memory.Keep($"{i}", CreatePage(1000), Lifetime);
            Assert.InRange(memory.Bytes, 1, 100_000);
        }
    }

    private static LastGoodPage CreatePage(int length) => new(DateTimeOffset.UnixEpoch, "", new byte[length]);
}
