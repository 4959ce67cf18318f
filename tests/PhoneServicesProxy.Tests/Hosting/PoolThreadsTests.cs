using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Tests.Hosting;

public sealed class PoolThreadsTests
{
    [Fact]
    public void Make_PoolOfThisProcess_HasItsThreadsAndStartsWithOneForEachProcessor()
    {
        ThreadPool.GetMaxThreads(out var most, out _);

        PoolThreads.Make();

        ThreadPool.GetMinThreads(out var least, out _);
        Assert.True(least >= Math.Max(2, Environment.ProcessorCount), $"{least} threads");
        ThreadPool.GetMaxThreads(out var mostNow, out _);
        Assert.Equal(most, mostNow);
        Assert.True(ThreadPool.ThreadCount >= 16 + Environment.ProcessorCount, $"{ThreadPool.ThreadCount} threads");
    }
}
