using System.Security.Cryptography.X509Certificates;
using System.Web;
using System.Xml.Linq;

namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>
/// A phone that knows the gateway's address, under one of its names, and otherwise goes only where pages and headers send
/// it. It fails where one sends it past the gateway.
/// </summary>
internal sealed class WalkingPhone : IDisposable
{
    private readonly HttpClient _client;
    private readonly string _gateway;
    private readonly string _device;
    private XElement _page = new("None");
    private string? _refresh;

    /// <param name="gateway">Scheme, name and port of the gateway.</param>
    /// <param name="trusted">The certificate that the gateway has, with https.</param>
    /// <param name="device">The phone's name.</param>
    public WalkingPhone(string gateway, X509Certificate2? trusted = null, string device = "SEP001122334455")
    {
        _gateway = gateway;
        _device = device;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate?.GetCertHashString() == trusted?.GetCertHashString();
        _client = new(handler);
    }

    /// <summary>What the display shows: the page's root, title and text.</summary>
    public string Display => string.Join(' ', _page.Name, (string?)_page.Element("Title"), (string?)_page.Element("Prompt"), (string?)_page.Element("Text"));

    public IReadOnlyList<string> MenuItems => [.. _page.Elements("MenuItem").Select(item => (string)item.Element("Name")!)];

    public bool HasKey(string name) => Find("SoftKeyItem", name) is not null;

    public Task PressButtonAsync(string path) => GoAsync(_gateway + path);

    public Task SelectAsync(string menuItem) => GoAsync(UrlOf(Find("MenuItem", menuItem)!));

    public Task PressKeyAsync(string name) => GoAsync(UrlOf(Find("SoftKeyItem", name)!));

    public Task RefreshAsync() => GoAsync(_refresh![(_refresh!.IndexOf("url=", StringComparison.Ordinal) + 4)..]);

    /// <summary>Fills in the form and submits it as phones do: the values are appended to its URL.</summary>
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
        Assert.StartsWith(_gateway + "/", url, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, url.Replace("#DEVICENAME#", _device, StringComparison.Ordinal));
        request.Headers.TryAddWithoutValidation("x-CiscoIPPhoneModelName", "CP-7942G");
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        _page = XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        _refresh = answer.Headers.TryGetValues("Refresh", out var values) ? values.Single() : null;
    }
}
