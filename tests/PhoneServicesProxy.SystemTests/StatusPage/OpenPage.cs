using Microsoft.Playwright;

namespace PhoneServicesProxy.SystemTests.StatusPage;

/// <summary>The status page of a gateway in a browser, and what the browser complained about.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    /// <summary>Chromium ends what it is loading when the machine gets or loses an address, as tests beside this one make it do.</summary>
    private const string NetworkChanged = "net::ERR_NETWORK_CHANGED";

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private OpenPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Errors of scripts and violations of the page's policy.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator Verdict => Page.Locator("#verdict");

    public ILocator Card(string node) => Page.Locator("#nodes article").Filter(new() { Has = Page.Locator("h3", new() { HasTextString = node }) });

    /// <summary>The cell of a service, by its title, and a node.</summary>
    public ILocator Cell(string service, string node) => Page.Locator("#grid tbody tr")
        .Filter(new() { Has = Page.Locator("th .service", new() { HasTextString = service }) })
        .Locator("td").Filter(new() { Has = Page.Locator(".name", new() { HasTextString = node }) });

    public static async Task<OpenPage> AtAsync(Uri management, Task<IBrowserContext> opening, params (string Name, string Value)[] headers)
    {
        var context = await opening;
        var page = await context.NewPageAsync();
        var opened = new OpenPage(context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains(NetworkChanged, StringComparison.Ordinal))
            {
                opened._complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => opened._complaints.Add(error);
        await page.SetExtraHTTPHeadersAsync(headers.Select(header => KeyValuePair.Create(header.Name, header.Value)));
        await opened.LoadAsync(management.ToString());
        return opened;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    public Task ReloadAsync() => LoadAsync(Page.Url);

    /// <summary>A page that lacks one of its scripts stays empty, so it is loaded again, as a person would.</summary>
    private async Task LoadAsync(string address)
    {
        var isInterrupted = false;
        Page.RequestFailed += (_, request) => isInterrupted |= request.ResourceType != "fetch" && request.Failure?.Contains(NetworkChanged, StringComparison.Ordinal) == true;
        for (var tries = 0; tries < 20; tries++)
        {
            isInterrupted = false;
            try
            {
                await Page.GotoAsync(address);
            }
            catch (PlaywrightException e) when (e.Message.Contains(NetworkChanged, StringComparison.Ordinal))
            {
                isInterrupted = true;
            }

            if (!isInterrupted)
            {
                return;
            }
        }

        throw new InvalidOperationException("The machine's network changed each time that the page was loaded.");
    }
}
