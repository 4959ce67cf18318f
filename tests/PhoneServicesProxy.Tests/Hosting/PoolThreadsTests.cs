using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Tests.Hosting;

public sealed class PoolThreadsTests
{
    [Fact]
    public void Make_PoolOfThisProcess_HasItsThreadsAndStartsWithTwoAProcessor()
    {
        ThreadPool.GetMaxThreads(out var most, out _);

        PoolThreads.Make();

        ThreadPool.GetMinThreads(out var least, out _);
        Assert.True(least >= 2 * Environment.ProcessorCount, $"{least} threads");
        ThreadPool.GetMaxThreads(out var mostNow, out _);
        Assert.Equal(most, mostNow);
        Assert.True(ThreadPool.ThreadCount >= 16 + Environment.ProcessorCount, $"{ThreadPool.ThreadCount} threads");
    }
}
