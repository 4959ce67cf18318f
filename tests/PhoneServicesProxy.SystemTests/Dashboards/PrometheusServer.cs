using System.Net;
using System.Text.Json;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>Debian's Prometheus with the shipped configuration, in which only the gateway's address is another, or what else a test changes.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    public const string ShippedTarget = "127.0.0.1:9901";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new();
    private readonly ChildProcess _process;
    private readonly DirectoryInfo _folder;
    private readonly Uri _address;

    private PrometheusServer(ChildProcess process, DirectoryInfo folder, Uri address) => (_process, _folder, _address) = (process, folder, address);

    public string Output => _process.Output;

    public static Task<PrometheusServer> StartAsync(Uri gateway, CancellationToken cancellation) =>
        StartAsync(text => text.Replace(ShippedTarget, gateway.Authority, StringComparison.Ordinal), cancellation);

    /// <param name="change">What an administrator changes in the shipped files.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<PrometheusServer> StartAsync(Func<string, string> change, CancellationToken cancellation)
    {
        DebianPackages.Require("prometheus");
        var folder = Directory.CreateTempSubdirectory();
        foreach (var file in Directory.GetFiles(Deployed.Folder("prometheus"), "*.yml"))
        {
            var text = await File.ReadAllTextAsync(file, cancellation);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, Path.GetFileName(file)), change(text), cancellation);
        }

        var endpoint = FreePort.OnLoopback();
        var process = await ChildProcess.StartAsync(
            new ChildProgram(
                "prometheus", $"--config.file={Path.Combine(folder.FullName, "prometheus.yml")}",
                $"--storage.tsdb.path={Path.Combine(folder.FullName, "data")}", $"--web.listen-address={endpoint}", "--log.level=warn"),
            TimeProvider.System);
        var server = new PrometheusServer(process, folder, new($"http://{endpoint}/"));
        try
        {
            await process.WaitForAsync(server.IsReadyAsync, StartLimit, "not ready", cancellation);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    public async Task<IReadOnlyList<PrometheusSeries>> QueryAsync(string expression, CancellationToken cancellation)
    {
        var data = await PostAsync("api/v1/query", cancellation, ("query", expression));
        return data.GetProperty("resultType").GetString() == "vector"
            ? [.. data.GetProperty("result").EnumerateArray().Select(PrometheusSeries.Read)]
            : throw new InvalidOperationException($"{expression} is no vector");
    }

    public async Task<IReadOnlyList<string>> LabelValuesAsync(string label, string selector, CancellationToken cancellation)
    {
        var data = await GetAsync($"api/v1/label/{label}/values?match[]={Uri.EscapeDataString(selector)}", cancellation);
        return data.Deserialize<string[]>()!;
    }

    /// <summary>All rules as Prometheus has read them.</summary>
    public async Task<IReadOnlyList<JsonElement>> RulesAsync(CancellationToken cancellation)
    {
        var data = await GetAsync("api/v1/rules", cancellation);
        return [.. data.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rules").EnumerateArray())];
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(_address, "-/ready"), cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellation)
    {
        using var answer = await _client.GetAsync(new Uri(_address, path), cancellation);
        return await ReadAsync(answer, path, cancellation);
    }

    private async Task<JsonElement> PostAsync(string path, CancellationToken cancellation, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _client.PostAsync(new Uri(_address, path), content, cancellation);
        return await ReadAsync(answer, string.Join(' ', form), cancellation);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, string question, CancellationToken cancellation)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        var root = document.RootElement.Clone();
        return root.GetProperty("status").GetString() == "success"
            ? root.GetProperty("data")
            : throw new InvalidOperationException($"{question}: {root.GetProperty("error")}");
    }
}
