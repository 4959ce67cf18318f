using Microsoft.Extensions.Caching.Memory;
using PhoneServicesProxy.Fallback.LastGood;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

public sealed class PageMemoryTests
{
    [Fact]
    public void CreateEntry_MorePagesThanMayBe_LongestUnusedGo()
    {
        using var memory = new PageMemory(new() { MaxPages = 100 });
        for (var i = 0; i < 1000; i++)
        {
            memory.Set($"{i}", i, new MemoryCacheEntryOptions { Size = 1 });
            memory.TryGetValue("0", out _);
            Assert.InRange(memory.Count, 1, 100);
        }

        Assert.True(memory.TryGetValue("999", out _));
        Assert.True(memory.TryGetValue("0", out _));
        Assert.False(memory.TryGetValue("1", out _));
    }

    [Fact]
    public void CreateEntry_MoreBytesThanMayBe_StayWithinThem()
    {
        using var memory = new PageMemory(new() { MaxBytes = 100_000 });
        for (var i = 0; i < 1000; i++)
        {
            memory.Set($"{i}", i, new MemoryCacheEntryOptions { Size = 1000 });
            Assert.InRange(memory.Bytes, 1, 100_000);
        }
    }
}
