using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>The gateway as a site runs it: a process of its own, with the shipped settings and a short file of the site's.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private GatewayProcess(ChildProcess process, string siteFile, IPEndPoint endpoint, Uri management) =>
        (Process, SiteFile, Endpoint, Management) = (process, siteFile, endpoint, management);

    public ChildProcess Process { get; }

    /// <summary>Where phones come in.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Where administrators do.</summary>
    public Uri Management { get; }

    /// <summary>The site's own settings.</summary>
    public string SiteFile { get; }

    /// <summary>Returns when something is known of every node.</summary>
    /// <param name="nodes">The site's nodes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="settings">What else differs from the shipped settings, as on the command line: <c>--Key=value</c>.</param>
    public static Task<GatewayProcess> StartAsync(
        IEnumerable<(string Name, string Address)> nodes, CancellationToken cancellation, params string[] settings) =>
        StartAsync([], nodes, cancellation, settings);

    /// <inheritdoc cref="StartAsync(IEnumerable{ValueTuple{string, string}}, CancellationToken, string[])"/>
    /// <param name="limiter">A program that limits the gateway, and its arguments; empty for none.</param>
    /// <param name="nodes">The site's nodes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="settings">What else differs from the shipped settings.</param>
    public static async Task<GatewayProcess> StartAsync(
        IReadOnlyList<string> limiter, IEnumerable<(string Name, string Address)> nodes, CancellationToken cancellation, params string[] settings)
    {
        var endpoint = FreePort.OnLoopback();
        var management = new Uri($"http://{FreePort.OnLoopback()}");
        var siteFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(siteFile, SiteSettings(endpoint, management, nodes), cancellation);
        string[] command = [.. limiter, .. GatewayProgram.Command, "run", "--config", siteFile, .. settings];
        var process = await ChildProcess.StartAsync(new ChildProgram(command[0], command[1..]), TimeProvider.System);
        var gateway = new GatewayProcess(process, siteFile, endpoint, management);
        try
        {
            await process.WaitForPortAsync(endpoint, StartLimit, cancellation);
            using var client = new HttpClient();
            await process.WaitForAsync(
                token => IsReadyAsync(client, new Uri(management, "readyz"), token), StartLimit, "not ready", cancellation);
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }

        return gateway;
    }

    /// <summary>How often the log says that of a node in a service; one line tells all services for which it is so.</summary>
    public int CountStates(string node, string state, string service) =>
        Regex.Count(Process.Output, $@"Node {Regex.Escape(node)} is {state} for ([^:\n]*, )?{Regex.Escape(service)}(, [^:\n]*)?: ");

    /// <summary>Returns when the log says so more often than <paramref name="times"/>.</summary>
    public Task WaitForStateAsync(string node, string state, string service, int times, TimeSpan limit, CancellationToken cancellation) =>
        Process.WaitForAsync(_ => Task.FromResult(CountStates(node, state, service) > times), limit, $"did not log that {node} is {state} for {service}", cancellation);

    public int CountLogged(string text) => Process.Output.Split(text).Length - 1;

    /// <summary>Returns when the log has <paramref name="text"/> more often than <paramref name="times"/>.</summary>
    public Task WaitForLogAsync(string text, int times, TimeSpan limit, CancellationToken cancellation) =>
        Process.WaitForAsync(_ => Task.FromResult(CountLogged(text) > times), limit, $"did not log '{text}'", cancellation);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        File.Delete(SiteFile);
    }

    private static string SiteSettings(IPEndPoint endpoint, Uri management, IEnumerable<(string Name, string Address)> nodes) =>
        JsonSerializer.Serialize(new
        {
            Urls = $"http://{endpoint}",
            PhoneServices = new
            {
                Nodes = nodes.ToDictionary(node => node.Name, node => new { node.Address }),
                Management = new { Url = management, StateFile = "" },
            },
        });

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri readiness, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(readiness, cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
