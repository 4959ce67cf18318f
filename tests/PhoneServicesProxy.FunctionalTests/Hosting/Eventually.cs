using System.Diagnostics;

namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>Waits for a condition, with a limit.</summary>
internal static class Eventually
{
    public static Task IsAsync(Func<bool> condition, TimeSpan? limit = null) =>
        IsAsync(() => Task.FromResult(condition()), limit);

    public static async Task IsAsync(Func<Task<bool>> condition, TimeSpan? limit = null)
    {
        var within = limit ?? TimeSpan.FromSeconds(15);
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < within, $"The condition did not come true within {within}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
