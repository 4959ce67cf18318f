namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>A 7942: a new connection for each press, its own headers, its own name.</summary>
internal sealed class Phone(Uri gateway, string device = "SEP001122334455") : IDisposable
{
    public const string ExtensionMobility = "/emapp/EMAppServlet";

    /// <summary>What tells its requests from probes.</summary>
    public const string Model = "CP-7942G";

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false, ActivityHeadersPropagator = null })
    {
        BaseAddress = gateway,
    };

    public string Device => device;

    public Task<PhoneAnswer> MenuAsync() => GetAsync($"/ccmcip/getservicesmenu.jsp?name={device}");

    /// <summary>Extension Mobility's first page.</summary>
    public Task<PhoneAnswer> FormAsync() => GetAsync($"{ExtensionMobility}?device={device}");

    public Task<PhoneAnswer> LoginAsync(string user = "user1", string pin = "12345") =>
        GetAsync($"{ExtensionMobility}?device={device}&userid={user}&seq={pin}");

    public Task<PhoneAnswer> GetAsync(string pathAndQuery) => SendAsync(new(HttpMethod.Get, pathAndQuery));

    public async Task<PhoneAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.ConnectionClose = true;
            request.Headers.TryAddWithoutValidation("User-Agent", "Allegro-Software-WebClient/4.34");
            request.Headers.TryAddWithoutValidation("Accept", "x-CiscoIPPhone/*, text/*,image/png,*/*");
            request.Headers.TryAddWithoutValidation("Accept-Charset", "iso-8859-1,utf-8;q=0.8");
            request.Headers.TryAddWithoutValidation("x-CiscoIPPhoneModelName", Model);
            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new(response.StatusCode, response.Headers, response.Content.Headers, body);
        }
    }

    public void Dispose() => _client.Dispose();
}
