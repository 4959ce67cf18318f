using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>Takes traces by OTLP over HTTP, and keeps them as they came: texts stand in them as they are.</summary>
internal sealed class CollectorSink : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _received = new();
    private readonly WebApplication _app;

    private CollectorSink(WebApplication app) => _app = app;

    public Uri Traces => new(new Uri(_app.Urls.First()), "v1/traces");

    public static async Task<CollectorSink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sink = new CollectorSink(builder.Build());
        sink._app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            sink._received.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
        });
        await sink._app.StartAsync(TestContext.Current.CancellationToken);
        return sink;
    }

    public int Count(string text) => string.Concat(_received).Split(text).Length - 1;

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
