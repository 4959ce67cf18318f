using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Fallback.LastResort;

namespace PhoneServicesProxy.Tests.Fallback.LastResort;

public sealed class LastResortMiddlewareTests
{
    [Fact]
    public async Task Invoke_ErrorPageFailsAsWell_LogsItOnceAMinuteWithTheCount()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var (time, log) = (new FakeTimeProvider(), new FakeLogger<LastResortMiddleware>());

        // Without what makes pages, the page fails.
        var sut = new LastResortMiddleware(
            _ => throw new InvalidOperationException("first"), null!, null!, new(services.GetRequiredService<IMeterFactory>()), time, log);

        foreach (var pause in new[] { 0, 1, 60 })
        {
            time.Advance(TimeSpan.FromSeconds(pause));
            var context = new DefaultHttpContext();
            context.Request.Headers.Accept = "x-CiscoIPPhone/*";
            await sut.InvokeAsync(context);
            Assert.Equal(200, context.Response.StatusCode);
        }

        string[] lines = [.. log.Collector.GetSnapshot().Where(line => line.Id.Name == "ErrorPageFailed").Select(line => line.Message)];
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("The error page failed too, once. The last error: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("The error page failed too, 2 times. The last error: ", lines[1], StringComparison.Ordinal);
    }
}
