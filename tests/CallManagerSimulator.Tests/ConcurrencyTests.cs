namespace CallManagerSimulator.Tests;

public class ConcurrencyTests : ClusterTest
{
    [Fact]
    public async Task MostConcurrent_OneAfterTheOther_IsOne()
    {
        for (var i = 0; i < 20; i++)
        {
            await GetTextAsync(Publisher, EmPath);
        }

        Assert.Equal((0, 1), (Publisher.Counters.Concurrent, Publisher.Counters.MostConcurrent));
    }

    [Fact]
    public async Task MostConcurrent_ThreeAtOnce_IsThreeUntilReset()
    {
        await Publisher.SetFaultAsync(NodeFault.Hang, Ct);
        var requests = Enumerable.Range(0, 3).Select(_ => SendAsync(Publisher, EmPath)).ToArray();
        await WaitForAsync(() => Publisher.Counters.Concurrent == 3);

        await Publisher.SetFaultAsync(NodeFault.None, Ct);
        await Assert.ThrowsAsync<HttpRequestException>(() => Task.WhenAll(requests));
        await WaitForAsync(() => Publisher.Counters.Concurrent == 0);
        Assert.Equal(3, Publisher.Counters.MostConcurrent);
        Publisher.ResetCounters();
        Assert.Equal(0, Publisher.Counters.MostConcurrent);
    }
}
