using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Network;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Pair;

/// <summary>One of the pair: a machine with a gateway and the real keepalived, configured as <c>deploy/keepalived</c> has it.</summary>
internal sealed partial class GatewayMachine(SwitchedNetwork network, int index, string folder) : IAsyncDisposable
{
    public const int Port = 8080;

    private const string Samples = "deploy/keepalived";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private ChildProcess? _gateway;
    private ChildProcess? _keepalived;

    public ChildProcess Gateway => _gateway!;

    public ChildProcess Keepalived => _keepalived!;

    /// <summary>The state that keepalived entered last.</summary>
    public string? State => _keepalived is null ? null : Entered().Matches(Keepalived.Output).LastOrDefault()?.Groups[1].Value;

    public async Task StartGatewayAsync(CancellationToken cancellation)
    {
        var site = Path.Combine(folder, "site.json");
        await File.WriteAllTextAsync(site, JsonSerializer.Serialize(new
        {
            Urls = string.Create(CultureInfo.InvariantCulture, $"http://*:{Port}"),
            PhoneServices = new
            {
                Nodes = new Dictionary<string, object> { ["publisher"] = new { Address = $"http://{network.ServerAddress}:8080/" } },
                Management = new { StateFile = "" },

                // One address presses for a whole company.
                Security = new { RateLimit = new { Enabled = false } },
            },
        }), cancellation);
        _gateway = await ChildProcess.StartAsync(
            GatewayProgram.With("run", "--config", site) with
            {
                NetworkNamespace = network.Machines[index],
            },
            TimeProvider.System);
        await _gateway.WaitForPortAsync(new IPEndPoint(network.AddressOf(index), Port), StartLimit, cancellation);
    }

    public async Task StartKeepalivedAsync(CancellationToken cancellation)
    {
        DebianPackages.Require("keepalived");
        var check = Path.Combine(folder, "keepalived-check");
        var configuration = Path.Combine(folder, "keepalived.conf");
        File.Copy(Path.Combine(Repository.Root, Samples, "keepalived-check"), check, overwrite: true);
        await File.WriteAllTextAsync(configuration, Configured(await File.ReadAllTextAsync(Path.Combine(Repository.Root, Samples, "keepalived.conf"), cancellation), check), cancellation);
        _keepalived = await ChildProcess.StartAsync(
            new ChildProgram(
                "keepalived", "--dont-fork", "--log-console", "--log-detail", "--vrrp", "--use-file", configuration,
                "--pid", Path.Combine(folder, "keepalived.pid"), "--vrrp_pid", Path.Combine(folder, "vrrp.pid"))
            {
                NetworkNamespace = network.Machines[index],
                DeathSignal = "TERM",
            },
            TimeProvider.System);
    }

    /// <summary>Returns when it is dead.</summary>
    public ValueTask KillGatewayAsync() => Gateway.DisposeAsync();

    public Task SignalGatewayAsync(string signal) => Command.RunAsync("kill", $"-{signal}", Gateway.Id.ToString(CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _keepalived, _gateway })
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What is a site's own in the sample: the address, and what tells the second machine from the first.</summary>
    private string Configured(string sample, string check)
    {
        var configured = sample
            .Replace("10.1.0.10/24", $"{network.Address(10)}/24", StringComparison.Ordinal)
            .Replace("/usr/lib/phone-services-proxy/keepalived-check", check, StringComparison.Ordinal);
        return index == 0 ? configured : configured
            .Replace("router_id gateway1 ", "router_id gateway2 ", StringComparison.Ordinal)
            .Replace("priority 200 ", "priority 100 ", StringComparison.Ordinal);
    }

    [GeneratedRegex("Entering ([A-Z]+) STATE")]
    private static partial Regex Entered();
}
