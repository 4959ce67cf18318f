using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>
/// The images, built as an administrator builds them, but from a registry on this machine: what is in Microsoft's base image comes from Debian's packages.
/// </summary>
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
        DebianPackages.Require("docker-registry");
        var endpoint = FreePort.OnLoopback();
        var registry = $"localhost:{endpoint.Port}";
        await using var server = await StartRegistryAsync(engine, $"{endpoint}");
        await server.WaitForPortAsync(endpoint, Limit);

        var root = $"{registry}/dotnet-base:10.0";
        await Command.RunAsync(Limit, "env", $"PODMAN={engine.Podman}", Path.Combine(Repository.Root, "deploy", "container", "base"), root);
        await engine.RunAsync("push", "--quiet", "--tls-verify=false", root);
        await PublishAsync(engine, root, registry);
        var image = $"{registry}/phone-services-proxy:latest";
        await engine.RunAsync("pull", "--quiet", "--tls-verify=false", image);
        await engine.RunAsync("tag", image, Gateway, Tagged);
        await BuildPrometheusAsync(engine, root);
    }

    private static async Task<ChildProcess> StartRegistryAsync(ContainerEngine engine, string address)
    {
        var settings = Path.Combine(engine.Folder, "registry.yml");
        await File.WriteAllTextAsync(
            settings,
            $$"""
            version: 0.1
            log: { level: warn, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: {{engine.Folder}}/registry } }
            http: { addr: "{{address}}" }
            """);
        return await ChildProcess.StartAsync(new ChildProgram("docker-registry", "serve", settings), TimeProvider.System);
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
