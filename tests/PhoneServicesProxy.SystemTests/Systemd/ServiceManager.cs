using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Systemd;

/// <summary>
/// What systemd is to the gateway, on a machine that it does not rule: the real systemd-socket-activate opens the phones' address, a
/// shell keeps it open and starts a gateway on it whenever there is none, and the gateway's messages are listened to.
/// </summary>
internal sealed partial class ServiceManager : IAsyncDisposable
{
    // $$ would be the shell's own process, not the one that becomes the gateway.
    private const string Keep = "while :; do (export LISTEN_PID=$BASHPID; echo started $BASHPID; exec \"$@\") & wait $!; echo ended $?; done";

    private static readonly string[] Inherited = ["DOTNET_ROOT", "HOME"];
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string _siteFile = Path.GetTempFileName();
    private readonly NotifySocket _notify = new();
    private ChildProcess? _shell;

    public IPEndPoint Endpoint { get; } = FreePort.OnLoopback();

    public NotifySocket Notify => _notify;

    public string Output => _shell!.Output;

    public int Starts => Started().Count(Output);

    public int[] ExitCodes => [.. Ended().Matches(Output).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    private string Gateway => Started().Matches(Output)[^1].Groups[1].Value;

    /// <summary>Returns when the gateway has reported that it is ready.</summary>
    public static async Task<ServiceManager> StartAsync(
        IEnumerable<(string Name, string Address)> nodes, TimeSpan watchdog, CancellationToken cancellation)
    {
        var manager = await LaunchAsync(manager => manager.SiteSettings(nodes), watchdog, cancellation);
        try
        {
            await manager.WaitAsync(() => manager.Notify.Count("READY=1") == 1, "not ready", cancellation);
        }
        catch
        {
            await manager.DisposeAsync();
            throw;
        }

        return manager;
    }

    /// <summary>Returns when the phones' address is open, whatever becomes of the gateway.</summary>
    public static async Task<ServiceManager> LaunchAsync(Func<ServiceManager, string> site, TimeSpan watchdog, CancellationToken cancellation)
    {
        DebianPackages.Require("systemd-socket-activate");
        var manager = new ServiceManager();
        await manager.WriteAsync(site(manager), cancellation);
        string[] variables =
        [
            .. Inherited.Where(name => Environment.GetEnvironmentVariable(name) is not null),
            $"NOTIFY_SOCKET={manager._notify.Path}",
            string.Create(CultureInfo.InvariantCulture, $"WATCHDOG_USEC={(long)watchdog.TotalMicroseconds}"),
        ];
        manager._shell = await ChildProcess.StartAsync(
            new ChildProgram(
                "systemd-socket-activate",
                [
                    $"--listen={manager.Endpoint}", .. variables.Select(variable => $"--setenv={variable}"),
                    "bash", "-c", Keep, "bash", .. GatewayProgram.Command, "run", "--config", manager._siteFile,
                ]),
            TimeProvider.System);
        try
        {
            // It is the first connection that starts the service.
            await manager._shell.WaitForPortAsync(manager.Endpoint, StartLimit, cancellation);
        }
        catch
        {
            await manager.DisposeAsync();
            throw;
        }

        return manager;
    }

    /// <summary>Gives the site other settings.</summary>
    public Task WriteAsync(string site, CancellationToken cancellation) => File.WriteAllTextAsync(_siteFile, site, cancellation);

    /// <summary>SIGTERM, and a new gateway once the old one has ended. Returns when that one is ready.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        var ready = Notify.Count("READY=1");
        await SignalAsync("TERM");
        await WaitAsync(() => Notify.Count("READY=1") > ready, "not ready again", cancellation);
    }

    public async Task SignalAsync(string signal) => await Command.RunAsync("kill", $"-{signal}", Gateway);

    public Task WaitAsync(Func<bool> condition, string complaint, CancellationToken cancellation) =>
        _shell!.WaitForAsync(_ => Task.FromResult(condition()), StartLimit, complaint, cancellation);

    public async ValueTask DisposeAsync()
    {
        // The gateway is a child of the shell, so it goes along.
        if (_shell is not null)
        {
            await _shell.DisposeAsync();
        }

        _notify.Dispose();
        File.Delete(_siteFile);
    }

    public string SiteSettings(IEnumerable<(string Name, string Address)> nodes) => JsonSerializer.Serialize(new
    {
        Urls = $"http://{Endpoint}",
        PhoneServices = new
        {
            Nodes = nodes.ToDictionary(node => node.Name, node => new { node.Address }),
            Management = new { Url = "http://127.0.0.1:0", StateFile = "" },
        },
    });

    [GeneratedRegex(@"^started (\d+)", RegexOptions.Multiline)]
    private static partial Regex Started();

    [GeneratedRegex(@"^ended (\d+)", RegexOptions.Multiline)]
    private static partial Regex Ended();
}
