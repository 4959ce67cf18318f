using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Fallback.LastGood;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

/// <summary>As much of one or several gateways as keeps pages, on one clock.</summary>
internal sealed class Gateways : IAsyncDisposable
{
    private readonly List<ServiceProvider> _started = [];

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddYears(56));

    /// <summary>A store that works.</summary>
    public IDistributedCache Store { get; } = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));

    public PageMemory Memory => _started[0].GetRequiredService<PageMemory>();

    public static string Menu(string title) => $"<CiscoIPPhoneMenu><Title>{title}</Title></CiscoIPPhoneMenu>";

    public static string? Text(LastGoodPage? page) => page is null ? null : Encoding.UTF8.GetString(page.Body.Span);

    public static void Keep(LastGoodPages pages, PressOfPhone phone) => pages.Keep(phone.Context, phone.Answered());

    public static ValueTask<LastGoodPage?> FindAsync(LastGoodPages pages)
    {
        var phone = new PressOfPhone();
        return pages.FindAsync(phone.Context, phone.Unanswered());
    }

    /// <summary>Waits for what happens in the background.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }

    public LastGoodPages Start(LastGoodPageOptions? options = null, IDistributedCache? store = null)
    {
        options ??= new();
        var configuration = new GatewayConfiguration(null!, FeatureOptions.Of(new PhoneServicesOptions { LastGoodPage = options }), [], []);
        var services = new ServiceCollection().AddLogging().AddMetrics()
            .AddFeatureMetrics<PageCacheMetrics>()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(new CurrentConfiguration(configuration, framework: null!, yarp: null!, applied: null!, orders: clusters => clusters));
        services.AddFallback(options);
        if (store is not null)
        {
            services.AddPageStore(() => store);
        }

        var gateway = services.BuildServiceProvider();
        _started.Add(gateway);
        foreach (var service in gateway.GetServices<IHostedService>())
        {
            // Starts its work in the background.
            service.StartAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        }

        return gateway.GetRequiredService<LastGoodPages>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _started)
        {
            await Task.WhenAll(gateway.GetServices<IHostedService>().Select(service => service.StopAsync(CancellationToken.None)));
            await gateway.DisposeAsync();
        }
    }
}
