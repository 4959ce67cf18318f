using System.Security.Cryptography.X509Certificates;
using System.Web;
using System.Xml.Linq;

namespace PhoneServicesProxy.TestKit.Walk;

/// <summary>
/// A phone that knows only one address of the gateway, and otherwise follows pages and headers. It fails if one of these leads past the
/// gateway, or sets a cookie that the phone would not send back.
/// </summary>
internal sealed class WalkingPhone : IDisposable
{
    private readonly HttpClient _client;
    private readonly string _gateway;
    private readonly string? _secured;
    private readonly string _device;
    private XElement _page = new("None");
    private string? _refresh;

    /// <param name="gateway">Scheme, name and port of the gateway.</param>
    /// <param name="trusted">The gateway's certificate, for https.</param>
    /// <param name="secured">The gateway's https address, to which pages may also send a phone on http.</param>
    /// <param name="device">The phone's name.</param>
    public WalkingPhone(string gateway, X509Certificate2? trusted = null, string? secured = null, string device = "SEP001122334455")
    {
        _gateway = gateway;
        _secured = secured;
        _device = device;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate?.GetCertHashString() == trusted?.GetCertHashString();
        _client = new(handler);
    }

    /// <summary>The content of the display: the page's root, title and text.</summary>
    public string Display => string.Join(' ', _page.Name, (string?)_page.Element("Title"), (string?)_page.Element("Prompt"), (string?)_page.Element("Text"));

    public IReadOnlyList<string> MenuItems => [.. _page.Elements("MenuItem").Select(item => (string)item.Element("Name")!)];

    /// <summary>The addresses that the phone has called, each once.</summary>
    public HashSet<string> Visited { get; } = [];

    public bool HasKey(string name) => Find("SoftKeyItem", name) is not null;

    public Task PressButtonAsync(string path) => GoAsync(_gateway + path);

    public Task SelectAsync(string menuItem) => GoAsync(UrlOf(Find("MenuItem", menuItem)!));

    public Task PressKeyAsync(string name) => GoAsync(UrlOf(Find("SoftKeyItem", name)!));

    public Task RefreshAsync() => GoAsync(_refresh![(_refresh!.IndexOf("url=", StringComparison.Ordinal) + 4)..]);

    /// <summary>Fills in the form and submits it as phones do, with the values appended to its URL.</summary>
    public Task SubmitAsync(params string[] values)
    {
        var names = _page.Elements("InputItem").Select(item => (string)item.Element("QueryStringParam")!);
        var query = string.Join('&', names.Zip(values, (name, value) => $"{name}={HttpUtility.UrlEncode(value)}"));
        var url = UrlOf(_page);
        return GoAsync(url + (url.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query);
    }

    public void Dispose() => _client.Dispose();

    private static string UrlOf(XElement element) => (string)element.Element("URL")!;

    private XElement? Find(string kind, string name) => _page.Elements(kind).FirstOrDefault(item => (string?)item.Element("Name") == name);

    private async Task GoAsync(string url)
    {
        Require(IsAt(_gateway, url) || (_secured is not null && IsAt(_secured, url)), $"sent past the gateway, to {url}");
        using var request = new HttpRequestMessage(HttpMethod.Get, url.Replace("#DEVICENAME#", _device, StringComparison.Ordinal));
        Visited.Add(request.RequestUri!.GetLeftPart(UriPartial.Authority));
        request.Headers.TryAddWithoutValidation("x-CiscoIPPhoneModelName", "CP-7942G");
        using var answer = await _client.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
        {
            Require(cookie.Contains("; Secure", StringComparison.OrdinalIgnoreCase) == (request.RequestUri.Scheme == "https"), $"given the cookie {cookie} at {url}");
            Require(!cookie.Contains("Domain", StringComparison.OrdinalIgnoreCase), $"given the cookie {cookie}");
        }

        _page = XElement.Parse(await answer.Content.ReadAsStringAsync());
        _refresh = answer.Headers.TryGetValues("Refresh", out var values) ? values.Single() : null;
    }

    private static bool IsAt(string address, string url) => url.StartsWith(address + "/", StringComparison.Ordinal);

    private static void Require(bool holds, string complaint)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The phone was {complaint}.");
        }
    }
}
