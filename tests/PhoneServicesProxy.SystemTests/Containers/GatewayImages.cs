using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>The images, built as an administrator builds them who does not reach Microsoft's registry.</summary>
internal static class GatewayImages
{
    /// <summary>The name that <c>deploy</c> gives the image, and another tag of the same.</summary>
    public const string Gateway = "localhost/phone-services-proxy:latest";
    public const string Tagged = "localhost/phone-services-proxy:1.0";
    public const string Prometheus = "docker.io/prom/prometheus:v3.5.0";

    /// <summary>Names a folder in which <c>tests/run</c> has published the gateway with the arguments in <see cref="Arguments"/>: nothing is compiled a second time.</summary>
    private const string Artifacts = "TEST_ARTIFACTS";
    private const string Arguments = "TEST_PUBLISH_ARGUMENTS";

    /// <summary>A busy machine may take its time.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task BuildAsync(ContainerEngine engine)
    {
        await using var registry = await BaseImageRegistry.StartAsync(engine);
        var root = await registry.AddBaseAsync();
        await PublishAsync(engine, root, registry.Address);
        var image = $"{registry.Address}/phone-services-proxy:latest";
        await engine.RunAsync("pull", "--quiet", "--tls-verify=false", image);
        await engine.RunAsync("tag", image, Gateway, Tagged);
        await BuildPrometheusAsync(engine, root);
    }

    private static Task<string> PublishAsync(ContainerEngine engine, string root, string registry)
    {
        var artifacts = Environment.GetEnvironmentVariable(Artifacts) is { Length: > 0 } built ? built : Path.Combine(engine.Folder, "artifacts");
        var arguments = Environment.GetEnvironmentVariable(Arguments)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? ["-p:RunAnalyzers=false"];
        return Command.RunAsync(
            Limit, "dotnet",
            [
                "publish", Path.Combine(Repository.Root, "src", "PhoneServicesProxy"), "-c", "Release", "-t:PublishContainer",
                $"-p:ContainerBaseImage={root}", $"-p:ContainerRegistry={registry}", "-v", "quiet", "--disable-build-servers", "--artifacts-path", artifacts, .. arguments,
            ]);
    }

    /// <summary>Debian's program under the name of the image that <c>deploy/compose</c> takes from the Internet.</summary>
    private static async Task BuildPrometheusAsync(ContainerEngine engine, string root)
    {
        DebianPackages.Require("prometheus");
        var folder = Directory.CreateDirectory(Path.Combine(engine.Folder, "prometheus"));
        folder.CreateSubdirectory("data");
        await Command.RunAsync("cp", "/usr/bin/prometheus", folder.FullName);
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "Containerfile"),
            $"FROM {root}\nCOPY prometheus /bin/prometheus\nCOPY --chown=65534:65534 data /prometheus\nWORKDIR /prometheus\nUSER 65534\nENTRYPOINT [\"/bin/prometheus\", \"--storage.tsdb.path=/prometheus\"]\n");
        await engine.RunAsync("build", "--quiet", "--tag", Prometheus, folder.FullName);
    }
}
