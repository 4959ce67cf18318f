using System.Globalization;
using System.Net;
using PhoneServicesProxy.TestKit.Network;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>Podman with images, containers and networks of its own: nothing that others run on the machine is seen, and nothing stays (root needed).</summary>
internal sealed class ContainerEngine : IAsyncDisposable
{
    private const string Network = "phones";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly NetworkSlot _slot = NetworkSlot.Take();
    private readonly NetworkSlot _networksOfOthers = NetworkSlot.Take();

    private ChildProcess? _cleaner;

    private ContainerEngine() => Podman = Path.Combine(Folder, "bin", "podman");

    /// <summary>Goes with the engine. Every user may enter it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("gateway-containers").FullName;

    /// <summary>The program, for this engine's containers; what calls <c>podman</c> itself finds it by <see cref="SearchPath"/>.</summary>
    public string Podman { get; }

    /// <summary>A file system that is still mounted would make the folder stay.</summary>
    private string CleanUp =>
        $"{Podman} rm --all --force --time 0; {Podman} network prune --force; {Podman} umount --all; umount {Folder}/root/overlay; rm -rf --one-file-system {Folder}";

    public string SearchPath => $"{Path.GetDirectoryName(Podman)}:{Environment.GetEnvironmentVariable("PATH")}";

    public static async Task<ContainerEngine> CreateAsync()
    {
        DebianPackages.Require("podman", "runc", "catatonit");
        var engine = new ContainerEngine();
        try
        {
            await engine.WriteSettingsAsync();

            // Containers are no children of this process, and would outlive it where it is killed.
            engine._cleaner = await ChildProcess.StartAsync(new ChildProgram("sh", "-c", $"trap '{engine.CleanUp}; exit' TERM; sleep infinity & wait") { DeathSignal = "TERM" }, TimeProvider.System);
            await engine.RunAsync("network", "create", "--subnet", $"{engine._slot.Address(0)}/24", Network);
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }

        return engine;
    }

    /// <summary>An address of the containers' network, which this machine reaches. Phones of the tests come from <c>Address(1)</c>.</summary>
    public IPAddress Address(int host) => _slot.Address(host);

    public Task<string> RunAsync(params string[] arguments) => Command.RunAsync(Limit, Podman, arguments);

    public Task<(int ExitCode, string Output)> TryAsync(params string[] arguments) => Command.TryAsync(Limit, Podman, arguments);

    /// <summary>Starts a container at an address of its own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="address">Its address.</param>
    /// <param name="arguments">More options, the image, and the program's arguments.</param>
    public async Task<Container> StartAsync(string name, IPAddress address, params string[] arguments)
    {
        // In the foreground: podman passes the signal on that it gets when this process dies.
        var process = await ChildProcess.StartAsync(
            new ChildProgram(
                Podman,
                [
                    "run", "--rm", "--replace", "--name", name, "--network", Network, "--ip", $"{address}",
                    "--read-only", "--cap-drop", "all", "--security-opt", "no-new-privileges", .. arguments,
                ])
            {
                DeathSignal = "TERM",
            },
            TimeProvider.System);
        return new Container(this, name, address, process);
    }

    public async ValueTask DisposeAsync()
    {
        await Command.TryAsync(Limit, "sh", "-c", CleanUp);
        if (_cleaner is not null)
        {
            await _cleaner.DisposeAsync();
        }

        _networksOfOthers.Dispose();
        _slot.Dispose();
    }

    private async Task WriteSettingsAsync()
    {
        var settings = Path.Combine(Folder, "containers.conf");
        await File.WriteAllTextAsync(
            settings,
            string.Create(CultureInfo.InvariantCulture, $$"""
                [containers]
                default_ulimits = [ "nofile={{DescriptorLimit.OfProcess()}}:{{DescriptorLimit.OfProcess()}}", "nproc=5000:5000" ]
                log_driver = "k8s-file"
                [engine]
                runtime = "runc"
                events_logger = "file"
                lock_type = "file"
                [network]
                network_config_dir = "{{Folder}}/networks"
                default_subnet_pools = [ { base = "{{_networksOfOthers.Address(0)}}/24", size = 24 } ]
                """));
        Directory.CreateDirectory(Path.GetDirectoryName(Podman)!);
        await File.WriteAllTextAsync(
            Podman,
            $"#!/bin/sh\n# No systemd runs the checks of health.\nexport CONTAINERS_CONF={settings} DISABLE_HC_SYSTEMD=true\nexec /usr/bin/podman --root {Folder}/root --runroot {Folder}/run --tmpdir {Folder}/tmp \"$@\"\n");
        await Command.RunAsync("chmod", "-R", "a+rX,u+x", Folder);
        await Command.RunAsync("chmod", "a+x", Podman);
    }
}
