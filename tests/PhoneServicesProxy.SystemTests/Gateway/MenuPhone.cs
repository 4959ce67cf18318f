namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>A 7942 whose user presses the Services button.</summary>
internal sealed class MenuPhone(string device) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });

    public async Task<(string Page, bool IsLastGood)> PressAsync(GatewayProcess gateway)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{gateway.Endpoint}/ccmcip/getservicesmenu.jsp?name={device}");

        // One name for all gateways, as phones behind a virtual address have it: pages are the same then.
        request.Headers.Host = "phones:8080";
        request.Headers.ConnectionClose = true;
        request.Headers.TryAddWithoutValidation("Accept", "x-CiscoIPPhone/*, text/*,image/png,*/*");
        request.Headers.TryAddWithoutValidation("x-CiscoIPPhoneModelName", "CP-7942G");
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.Contains("Cache-Status"));
    }

    public void Dispose() => _client.Dispose();
}
