using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>
/// A registry on this machine, with a base image as <c>deploy/container/base</c> builds it: what is in Microsoft's base image comes from Debian's packages.
/// </summary>
internal sealed class BaseImageRegistry : IAsyncDisposable
{
    /// <summary>A busy machine may take its time.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly ContainerEngine _engine;
    private readonly ChildProcess _server;

    private BaseImageRegistry(ContainerEngine engine, ChildProcess server, string address)
    {
        _engine = engine;
        _server = server;
        Address = address;
    }

    /// <summary>The first part of the names of its images.</summary>
    public string Address { get; }

    public static async Task<BaseImageRegistry> StartAsync(ContainerEngine engine)
    {
        DebianPackages.Require("docker-registry");
        var endpoint = FreePort.OnLoopback();
        var settings = Path.Combine(engine.Folder, "registry.yml");
        await File.WriteAllTextAsync(
            settings,
            $$"""
            version: 0.1
            log: { level: warn, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: {{engine.Folder}}/registry } }
            http: { addr: "{{endpoint}}" }
            """);
        var server = await ChildProcess.StartAsync(new ChildProgram("docker-registry", "serve", settings), TimeProvider.System);
        var registry = new BaseImageRegistry(engine, server, $"localhost:{endpoint.Port}");
        try
        {
            await server.WaitForPortAsync(endpoint, Limit);
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }

        return registry;
    }

    /// <returns>The name of the base image, which is in the registry then.</returns>
    public async Task<string> AddBaseAsync(string tag = "10.0")
    {
        var image = $"{Address}/dotnet-base:{tag}";
        await Command.RunAsync(Limit, "env", $"PODMAN={_engine.Podman}", Path.Combine(Repository.Root, "deploy", "container", "base"), image);
        await _engine.RunAsync("push", "--quiet", "--tls-verify=false", image);
        return image;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
