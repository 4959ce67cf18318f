using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Watching;
using PhoneServicesProxy.Wiring;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>A client of a running gateway's management endpoint.</summary>
internal sealed class ManagementClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly ManagementTarget _target;
    private readonly HttpClient _http;

    public ManagementClient(ManagementTarget target)
    {
        _target = target;
        _http = new(ManagementTransport.Create(target)) { BaseAddress = target.Url, Timeout = Limit };
    }

    public Uri Url => _target.Url;

    /// <exception cref="ManagementException">The request failed, or the answer cannot be used.</exception>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
        where T : class
        => Read<T>(await GetTextAsync(path, cancellation));

    /// <inheritdoc cref="GetAsync"/>
    public async Task<string> GetTextAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, _target.Key.ForReading, cancellation);
    }

    /// <summary>The answer of <c>/readyz</c>. A gateway that is not ready is an error with the gateway's reason.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<string> GetReadinessAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "readyz");
        var (status, text) = await ExchangeAsync(request, withKey: false, cancellation);
        return status switch
        {
            HttpStatusCode.OK when text == "ready\n" => text.Trim(),
            HttpStatusCode.ServiceUnavailable => throw new ManagementException($"The gateway at {Url} is not ready: {text.Trim()}.") { Status = status },
            _ => throw Refused(status, text),
        };
    }

    /// <summary>The rights of the key; null if no key is sent for reading, or if an older gateway does not tell.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<AccessReport?> GetAccessAsync(CancellationToken cancellation)
    {
        try
        {
            return _target.Key.ForReading ? await GetAsync<AccessReport>("api/access", cancellation) : null;
        }
        catch (ManagementException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task<OrderResult> OrderAsync(string node, string verb, string? reason, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(node) || node is "." or ".." || node.Any(letter => letter is '/' or '\\' || char.IsControl(letter)))
        {
            // In a request's path, such a name would be another path.
            var names = (await GetAsync<NodesReport>("api/nodes", cancellation)).Nodes.Select(known => known.Name);
            throw new ManagementException($"\"{node}\" cannot be the name of a node. Write one of: {string.Join(", ", names)}.");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/nodes/{Uri.EscapeDataString(node)}/{verb}")
        {
            Content = JsonContent.Create(new OrderRequest(reason), options: ApiJson.Options),
        };
        return JsonSerializer.Deserialize<OrderResult>(await SendAsync(request, withKey: true, cancellation), ApiJson.Options)!;
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task<CertificateOrderResult> ActivateCertificateAsync(string name, CancellationToken cancellation)
    {
        // Only known names are sent, because any other could be another path.
        var certificates = await GetAsync<CertificateReport[]>("api/certificates", cancellation);
        if (!certificates.Any(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ManagementException(certificates.Length == 0
                ? "The gateway has no certificate of its own: https is not configured."
                : $"There is no certificate \"{name}\". Write one of: {string.Join(", ", certificates.Select(known => known.Name))}.");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/certificates/{name}/activate");
        return Read<CertificateOrderResult>(await SendAsync(request, withKey: true, cancellation));
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task SendAuditAsync(AuditFindings findings, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/wiring/audit") { Content = JsonContent.Create(findings, options: ApiJson.Options) };
        await SendAsync(request, withKey: true, cancellation);
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task<WatchReport> StartWatchAsync(string device, TimeSpan lasting, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/watches")
        {
            Content = JsonContent.Create(new WatchRequest(device, (int)lasting.TotalSeconds), options: ApiJson.Options),
        };
        return Read<WatchReport>(await SendAsync(request, withKey: true, cancellation));
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task<WatchReport> GetWatchAsync(string id, long after, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/watches/{id}?after={after}");
        return Read<WatchReport>(await SendAsync(request, withKey: true, cancellation));
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task EndWatchAsync(string id, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"api/watches/{id}");
        await SendAsync(request, withKey: true, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private T Read<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, ApiJson.Options) ?? throw NoGateway();
        }
        catch (JsonException)
        {
            throw NoGateway();
        }
    }

    private async Task<string> SendAsync(HttpRequestMessage request, bool withKey, CancellationToken cancellation)
    {
        var (status, text) = await ExchangeAsync(request, withKey, cancellation);
        return (int)status is >= 200 and < 300 ? text : throw Refused(status, text);
    }

    private async Task<(HttpStatusCode Status, string Text)> ExchangeAsync(HttpRequestMessage request, bool withKey, CancellationToken cancellation)
    {
        if (withKey && _target.Key.Value is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        try
        {
            using var answer = await _http.SendAsync(request, cancellation);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        }
        catch (HttpRequestException error)
        {
            throw new ManagementException($"No gateway answers at {Url}: {Innermost(error).Message}. Is it running? Write another address with --url URL, or name its files with --config FILE.") { IsUnreachable = true };
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ManagementException($"The gateway at {Url} does not answer within {Limit.TotalSeconds:0} s.") { IsUnreachable = true };
        }
    }

    private ManagementException Refused(HttpStatusCode status, string text)
    {
        var detail = DetailOf(text);
        return detail is null ? NoGateway()
            : status == HttpStatusCode.Unauthorized && _target.Key.Missing is { } missing ? new($"The gateway at {Url} refuses. {detail} {missing}")
            : status == HttpStatusCode.Unauthorized && _target.Key.Place is { } place ? new($"The gateway at {Url} refuses the key in {place}. {detail} It may be another gateway's key, or an old one. Give the right one with --key-file FILE.")
            : status == HttpStatusCode.Forbidden && _target.Key.Place is { } viewers ? new($"The gateway at {Url} refuses. {detail} The key is the one in {viewers}: give an operator's with --key-file FILE.")
            : new(detail) { Status = status };
    }

    private ManagementException NoGateway() => new($"The server at {Url} is not the management endpoint of a gateway. Write another address with --url URL.");

    private static string? DetailOf(string text)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            return problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Exception Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error;
    }
}
