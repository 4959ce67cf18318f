using CallManagerSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>The gateway as it is shipped, in this process, on a free port, in front of given nodes.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestGateway(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    public static Task<TestGateway> StartAsync(SimulatedCluster cluster, params string[] settings) =>
        StartAsync(cluster.Nodes.Select(node => (node.Name, node.Address)), settings);

    public static async Task<TestGateway> StartAsync(IEnumerable<(string Name, Uri Address)> nodes, params string[] settings)
    {
        string[] arguments =
        [
            "--Urls=http://127.0.0.1:0",
            "--PhoneServices:Management:Url=http://127.0.0.1:0",
            // Tests share their threads with this gateway, and use them up.
            "--PhoneServices:LoadShedding:Enabled=false",
            // And a connect that waits for a thread for a third of a second, the limit that is shipped, has not failed.
            "--PhoneServices:FailoverPolicies:Read:ConnectTimeout=00:00:01.900",
            "--PhoneServices:FailoverPolicies:Login:ConnectTimeout=00:00:05",
            "--Logging:LogLevel:Default=None",
            .. nodes.Select(node => $"--PhoneServices:Nodes:{node.Name}:Address={node.Address}"),
            .. settings,
        ];
        return await StartAsync(ConfigurationLayers.Shipped([], arguments));
    }

    public static Task<TestGateway> StartAsync(ConfigurationLayers layers) => StartAsync(layers, new Dictionary<string, string?>());

    /// <summary>With variables that the whole process does not have.</summary>
    public static Task<TestGateway> StartAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> variables) =>
        StartAsync(ConfigurationLayers.Shipped([], arguments), variables);

    private static async Task<TestGateway> StartAsync(ConfigurationLayers layers, IReadOnlyDictionary<string, string?> variables)
    {
        var loader = GatewaySite.Loader(WithoutStateOfTheMachine(layers));
        var loaded = await loader.LoadAsync();
        Assert.Empty(loaded.Errors);
        var configuration = loaded.Configuration!;
        var root = new ConfigurationBuilder().AddConfiguration(configuration.Root).AddInMemoryCollection(variables).Build();
        var app = Gateway.Build(configuration with { Root = root }, loader);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    /// <summary>What was ordered of other gateways' nodes is no business of a test.</summary>
    private static ConfigurationLayers WithoutStateOfTheMachine(ConfigurationLayers layers) =>
        layers with { Arguments = ["--PhoneServices:Management:StateFile=", .. layers.Arguments] };

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public Task StopAsync(CancellationToken cancellation) => _app.StopAsync(cancellation);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
