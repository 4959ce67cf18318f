using System.Diagnostics;
using System.Reflection;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.Benchmarks.Proxies;

internal static class ProxyCatalog
{
    public const string GatewayKey = "gateway";

    private static readonly string Ourselves = BesideUs("PhoneServicesProxy.Benchmarks.dll");

    public static ProxyRecipe WithoutTelemetry { get; } =
        OfGateway("no-telemetry", "PhoneServicesProxy, nothing measured", "gateway.json", ("OTEL_SDK_DISABLED", "true"));

    public static IReadOnlyList<ProxyRecipe> All { get; } =
    [
        OfGateway(GatewayKey, "PhoneServicesProxy", "gateway.json"),
        new("haproxy", "HAProxy", "haproxy.cfg",
            file => new ChildProgram("haproxy", "-db", "-f", file),
            () => FirstLineAsync("haproxy", "-v")),
        new("nginx", "nginx", "nginx.conf",
            file => new ChildProgram("nginx", "-e", "stderr", "-p", Folder(file), "-c", file) { DeathSignal = "TERM" },
            () => FirstLineAsync("nginx", "-v")),
        new("caddy", "Caddy", "Caddyfile",
            file => new ChildProgram("caddy", "run", "--config", file, "--adapter", "caddyfile")
            {
                Environment = new Dictionary<string, string>
                {
                    ["HOME"] = Folder(file),
                    ["XDG_DATA_HOME"] = Folder(file),
                    ["XDG_CONFIG_HOME"] = Folder(file),
                },
            },
            () => FirstLineAsync("caddy", "version")),
        new("yarp", "plain YARP", "yarp.json",
            file => new ChildProgram("dotnet", Ourselves, "serve-yarp", "--config", file),
            () => Task.FromResult(typeof(Yarp.ReverseProxy.Forwarder.IHttpForwarder).Assembly
                .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown")),
    ];

    /// <summary>The gateway with something switched off, to see what it costs.</summary>
    public static IReadOnlyList<ProxyRecipe> Variants { get; } =
    [
        OfGateway("no-rewriting", "PhoneServicesProxy, URLs left as they are", "gateway-no-rewriting.json"),
        WithoutTelemetry,
    ];

    /// <summary>With all metrics, served for Prometheus at a given address.</summary>
    public static ProxyRecipe WithTelemetry(Uri management) =>
        OfGateway("metrics", "PhoneServicesProxy, metrics", "gateway.json", ("PhoneServices__Management__Url", $"{management}"));

    /// <summary>With metrics, traces and logs, sent to a given collector.</summary>
    public static ProxyRecipe WithExport(Uri collector) => OfGateway(
        "export", "PhoneServicesProxy, metrics, traces and logs exported as by default", "gateway.json", [.. Export(collector)]);

    /// <summary>The same, and a trace of every press.</summary>
    public static ProxyRecipe WithAllTraces(Uri collector) => OfGateway(
        "all-traces", "PhoneServicesProxy, metrics, all traces and logs exported", "gateway.json", [.. Export(collector), ("OTEL_TRACES_SAMPLER", "always_on")]);

    public static async Task<IReadOnlyList<ProxyRecipe>> SelectAsync(IReadOnlyList<string> keys)
    {
        DebianPackages.Require([.. keys.Intersect(["haproxy", "nginx", "caddy"])]);
        ProxyRecipe[] recipes = [.. keys.Select(key => All.Concat(Variants).Single(recipe => recipe.Key == key))];
        await Task.WhenAll(recipes.Select(recipe => recipe.Prepare).Distinct().Select(prepare => prepare()));
        return recipes;
    }

    private static (string Name, string Value)[] Export(Uri collector) =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", $"{collector}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    private static ProxyRecipe OfGateway(string key, string title, string settings, params (string Name, string Value)[] environment) => new(
        key, title, settings,
        file => new ChildProgram("dotnet", PublishedGateway.Program, "run", "--config", file)
        {
            WorkingDirectory = Folder(PublishedGateway.Program),
            Environment = PublishedGateway.Environment
                .Concat(environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))).ToDictionary(),
        },
        () => Task.FromResult(FileVersionInfo.GetVersionInfo(PublishedGateway.Program).ProductVersion ?? "unknown"))
    {
        Prepare = PublishedGateway.PublishAsync,
    };

    private static string BesideUs(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static string Folder(string file) => Path.GetDirectoryName(file)!;

    private static async Task<string> FirstLineAsync(string program, string option) =>
        (await Command.RunAsync(program, option)).Split('\n')[0].Trim();
}
