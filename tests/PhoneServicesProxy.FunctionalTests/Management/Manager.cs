using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Server;

namespace PhoneServicesProxy.FunctionalTests.Management;

/// <summary>An administrator who talks to the management endpoint of a gateway.</summary>
internal sealed class Manager : IDisposable
{
    public const string Key = "0123456789abcdef-of-the-tests";

    /// <summary>What gives a gateway that key.</summary>
    public const string Setting = $"--PhoneServices:Management:ApiKey={Key}";

    private readonly HttpClient _http;

    public Manager(TestGateway gateway, string? key = Key)
        : this(gateway.Get<ManagementServer>().Address!, key)
    {
    }

    public Manager(Uri address, string? key = Key, HttpMessageHandler? handler = null)
    {
        _http = new(handler ?? new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }
    }

    public async Task<T> GetAsync<T>(string path) =>
        (await _http.GetFromJsonAsync<T>(path, ApiJson.Options, TestContext.Current.CancellationToken))!;

    public Task<string> GetTextAsync(string path) => _http.GetStringAsync(path, TestContext.Current.CancellationToken);

    public Task<Stream> StreamAsync(string path) => _http.GetStreamAsync(path, TestContext.Current.CancellationToken);

    public Task<NodesReport> NodesAsync() => GetAsync<NodesReport>("api/nodes");

    public async Task<OrderResult> OrderAsync(string node, string verb, string? reason = null)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"api/nodes/{node}/{verb}", reason is null ? null : JsonContent.Create(new OrderRequest(reason)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<OrderResult>(ApiJson.Options, TestContext.Current.CancellationToken))!;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Status and detail.</summary>
    public async Task<(HttpStatusCode Status, string Detail)> TryAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(method, path, null, headers);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var problem = answer.IsSuccessStatusCode ? null : JsonDocument.Parse(text);
        return (answer.StatusCode, problem?.RootElement.GetProperty("detail").GetString() ?? text);
    }

    public void Dispose() => _http.Dispose();
}
