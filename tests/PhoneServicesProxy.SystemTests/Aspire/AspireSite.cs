using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Text.RegularExpressions;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Aspire;

/// <summary>What <c>dotnet run --project deploy/aspire</c> starts: the gateway, three simulated nodes and the dashboard.</summary>
public sealed partial class AspireSite : IAsyncLifetime
{
    /// <summary>Most of it is spent by programs that are not ours, at a low priority.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    /// <summary>What listens: the dashboard twice, then endpoints of resources.</summary>
    private static readonly string[] Listeners =
    [
        "dashboard", "otlp", "gateway:phones", "gateway:management", "publisher:pages", "publisher:control", "subscriber1:pages", "subscriber1:control",
        "subscriber2:pages", "subscriber2:control",
    ];

    private readonly HttpClient _phones = new();
    private readonly Dictionary<string, IPEndPoint> _listeners = [];
    private ChildProcess? _run;

    /// <summary>With the token that it prints: the dashboard lets nobody else in.</summary>
    public Uri Login => new(LoginLine().Match(_run!.Output).Value);

    private Uri Dashboard => new($"http://{_listeners["dashboard"]}");

    public async ValueTask InitializeAsync()
    {
        foreach (var listener in Listeners)
        {
            _listeners[listener] = FreePort.OnLoopback();
        }

        // Built along with these tests; everything else is what a newcomer types.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        _run = await ChildProcess.StartAsync(
            new ChildProgram(
                "dotnet",
                [
                    "run", "--project", "deploy/aspire", "-c", configuration, "--no-build", "--", $"--ASPNETCORE_URLS={Dashboard}",
                    $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://{_listeners["otlp"]}",
                    .. _listeners.Where(listener => listener.Key.Contains(':', StringComparison.Ordinal)).Select(listener => $"--Ports:{listener.Key}={listener.Value.Port}"),
                ])
            {
                WorkingDirectory = Repository.Root,

                // Passed on to all that it has started.
                DeathSignal = "TERM",
            },
            TimeProvider.System);
        await _run.WaitForAsync(_ => Task.FromResult(LoginLine().IsMatch(_run.Output)), StartLimit, "did not say where its dashboard is", CancellationToken.None);
        await _run.WaitForAsync(IsReadyAsync, StartLimit, "the gateway is not ready", CancellationToken.None);
    }

    /// <summary>The page that a phone gets for its Services button.</summary>
    public Task<string> PressAsync(string device) => PressAsync("ccmcip/getservicesmenu.jsp", $"name={device}");

    public Task<string> PressAsync(string path, string query) => _phones.GetStringAsync(new Uri($"http://{_listeners["gateway:phones"]}/{path}?{query}"));

    public async Task SetFaultAsync(string node, string fault)
    {
        using var answer = await _phones.PostAsync(new Uri($"http://{_listeners[$"{node}:control"]}/nodes/{node}/fault/{fault}"), null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How many presses of the Services button have been counted.</summary>
    public async Task<int> PressesAsync() => Sum(await ManagementAsync("metrics"), "");

    /// <summary>How many of them were answered by another node after a failure.</summary>
    public async Task<int> FailedOverAsync() => Sum(await ManagementAsync("metrics"), "outcome=\"failed_over\"");

    /// <summary>Waits with a limit; the failure has what the command has printed.</summary>
    public Task WaitForAsync(Func<CancellationToken, Task<bool>> condition, string complaint) => _run!.WaitForAsync(condition, StartLimit, complaint, CancellationToken.None);

    public async Task<bool> AllAreUpAsync() =>
        !(await ManagementAsync("metrics")).Split('\n').Any(line => line.StartsWith("phone_services_node_state", StringComparison.Ordinal) && line.Contains("state=\"up\"", StringComparison.Ordinal)
            && line.Contains("\"services-menu\"", StringComparison.Ordinal) && line.EndsWith(" 0", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        _phones.Dispose();
        if (_run is null)
        {
            return;
        }

        await _run.StopAsync(StopLimit);
        await _run.DisposeAsync();

        // Ctrl+C ends everything that the command has started.
        await Until.TrueAsync(
            _ => Task.FromResult(IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().All(open => !_listeners.ContainsValue(open))),
            StopLimit, () => "something that the command has started still listens", TimeProvider.System, CancellationToken.None);
    }

    private Task<string> ManagementAsync(string path) => _phones.GetStringAsync(new Uri($"http://{_listeners["gateway:management"]}/{path}"));

    private static int Sum(string metrics, string tag) =>
        metrics.Split('\n').Where(line => line.StartsWith("phone_services_requests_total{", StringComparison.Ordinal) && line.Contains("\"services-menu\"", StringComparison.Ordinal) && line.Contains(tag, StringComparison.Ordinal))
            .Sum(line => int.Parse(line.Split("} ")[1].Split(' ')[0], CultureInfo.InvariantCulture));

    private async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            return await ManagementAsync("readyz") is not null && await AllAreUpAsync();
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"http://\S+/login\?t=\w+")]
    private static partial Regex LoginLine();
}
