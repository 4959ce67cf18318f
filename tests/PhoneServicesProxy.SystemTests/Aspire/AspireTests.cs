using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.SystemTests.StatusPage;

namespace PhoneServicesProxy.SystemTests.Aspire;

/// <summary>The gateway's telemetry as a real OpenTelemetry dashboard shows it, in a real browser, by the one command of README.</summary>
[Trait(Lane.Name, Lane.Early)]
public sealed partial class AspireTests(AspireSite site, Browser browser) : IClassFixture<AspireSite>, IClassFixture<Browser>
{
    private const string Device = "SEPA1B2C3D4E5F6";
    private const string User = "user1777";
    private const string Pin = "90817263";

    /// <summary>How long a press may take to its place on the dashboard.</summary>
    private const int Shown = 10_000;

    /// <summary>Where a picture for the documentation goes; none is taken where it is not set.</summary>
    private static readonly string? Picture = Environment.GetEnvironmentVariable("TRACE_PICTURE");

    /// <summary>A page that is slow on a busy machine is no error.</summary>
    private static LocatorAssertionsToBeVisibleOptions Patient => new() { Timeout = 60_000 };

    [Fact]
    public async Task PressFailsOver_DashboardShowsItWithinTenSecondsAndNothingOfItsUser()
    {
        await using var context = await browser.OpenAsync(width: 1440, height: 800);
        var page = await context.NewPageAsync();
        var text = "";
        await page.GotoAsync(site.Login.ToString());
        await Assertions.Expect(page.GetByText("subscriber2").First).ToBeVisibleAsync(Patient);
        text += await TextAsync(page);
        await page.GetByTitle("Press Services").First.ClickAsync();
        await site.WaitForAsync(async _ => await site.PressesAsync() == 1, "the dashboard's telephone did not press");
        await GoAsync("Traces");

        // A wrong login, too, for what it says must be nowhere.
        await site.PressAsync("emapp/EMAppServlet", $"device={Device}&userid={User}&seq={Pin}");
        await FailOverAsync();

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "publisher (1)" }).Filter(new() { HasTextRegex = Subscriber() }).First;
        await Assertions.Expect(row).ToBeVisibleAsync(new() { Timeout = Shown });
        text += await TextAsync(page);
        await ClickAsync(row.Locator(".trace-name-content"), patience => page.WaitForURLAsync("**/traces/detail/**", new() { Timeout = patience, WaitUntil = WaitUntilState.Commit }));
        var trace = page.Url.Split('/')[^1].Split('?')[0];
        await TraceAsync();
        await GoAsync("Structured logs");
        await LogsAsync();
        await GoAsync("Metrics");
        await MetricsAsync();

        Assert.All([Device, User, Pin, "url.query", "url.full", "name=", "userid="], secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));

        async Task TraceAsync()
        {
            Has(
                await OpenAsync("GET /ccmcip/getservicesmenu.jsp", "phone_services.outcome"), "Kind Server", "http.request.method GET", "http.response.status_code 200", "http.route /ccmcip/getservicesmenu.jsp", "network.protocol.version 1.1",
                "phone_services.outcome failed_over", "phone_services.service services-menu", "url.scheme http", "service.name gateway", "service.version 1.0.0",
                $"host.name {Environment.MachineName}", "service.instance.id");

            // A span that keeps to the conventions has a name of the dashboard's: its method, its status and where it went.
            Has(
                await OpenAsync("HTTP GET 500 publisher", "error.type"), "Name GET publisher", "Kind Client", "Status Error", "error.type bad_status", "http.request.method GET", "http.response.status_code 500", "phone_services.attempt.kind first",
                "phone_services.attempt.outcome failed", "phone_services.node publisher", "server.address 127.0.0.1", "server.port");
            Has(
                await OpenAsync("HTTP GET 200 subscriber", "phone_services.attempt.cause"), "Name GET subscriber", "Kind Client", "phone_services.attempt.cause publisher: status 500 after", "http.request.resend_count 1", "phone_services.attempt.kind failover",
                "phone_services.attempt.outcome ok", "phone_services.node subscriber", "Source PhoneServicesProxy", "Version 1.0.0");
            Assert.DoesNotContain("Status Error", await TextAsync(page), StringComparison.Ordinal);
            if (Picture is not null)
            {
                await Assertions.Expect(page.GetByText("succeeded")).ToBeHiddenAsync(new() { Timeout = 60_000 });
                await page.ScreenshotAsync(new() { Path = Picture });
            }
        }

        async Task LogsAsync()
        {
            var line = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "after failover (publisher: status 500" }).Filter(new() { HasText = trace[..7] }).First;
            await Assertions.Expect(line).ToBeVisibleAsync(Patient);
            text += await TextAsync(page);
            await line.ClickAsync();
            Has(await DetailsAsync("TraceId"), $"TraceId {trace}", "Service services-menu", "Node subscriber", "Lost publisher: status 500", "service.name gateway");
        }

        async Task MetricsAsync()
        {
            await page.GetByTitle("phone_services.requests", new() { Exact = true }).ClickAsync();
            Has(await DetailsAsync("failed_over"), "phone_services.requests Key presses, by what the phone saw.", "Filters outcome", "service");
        }

        async Task<string> OpenAsync(string span, string expected)
        {
            var row = page.GetByRole(AriaRole.Gridcell).Filter(new() { HasTextRegex = new(Regex.Escape(span).Replace("\\ ", @"\s*", StringComparison.Ordinal)) }).First;
            await ClickAsync(row, patience => DetailsAsync(expected, patience));
            return await DetailsAsync(expected);
        }

        // The dashboard shows its page a moment before it listens to clicks, and moves its rows while they come. Whoever sees nothing happen clicks again.
        async Task ClickAsync(ILocator what, Func<float, Task> expected)
        {
            for (var click = 1; ; click++)
            {
                try
                {
                    await what.ClickAsync(new() { Timeout = 5000 });
                }
                catch (TimeoutException) when (click > 1)
                {
                    // The last click has led away from it, late.
                }

                try
                {
                    await expected(5000);
                    return;
                }
                catch (Exception error) when (click < 6 && error is (TimeoutException or PlaywrightException))
                {
                }
            }
        }

        async Task<string> DetailsAsync(string expected, float patience = 15_000)
        {
            await Assertions.Expect(page.Locator("body")).ToContainTextAsync(expected, new() { Timeout = patience, UseInnerText = true });
            var details = await TextAsync(page);
            text += details;
            return details;
        }

        Task GoAsync(string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync();
    }

    /// <summary>All that the page shows, with a single blank where it has blanks and ends of lines.</summary>
    private static async Task<string> TextAsync(IPage page) => Blanks().Replace(await page.InnerTextAsync("body"), " ");

    private static void Has(string text, params string[] parts) => Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));

    /// <summary>After one press. A probe may see the fault before a phone does; then it is tried again.</summary>
    private async Task FailOverAsync()
    {
        for (var presses = 1; ;)
        {
            await PressAsync();
            await site.SetFaultAsync("publisher", "500");
            await PressAsync();
            if (await site.FailedOverAsync() > 0)
            {
                return;
            }

            await site.SetFaultAsync("publisher", "none");
            await site.WaitForAsync(_ => site.AllAreUpAsync(), "the publisher is not up again");

            async Task PressAsync()
            {
                Assert.Contains("<CiscoIPPhoneMenu>", await site.PressAsync(Device), StringComparison.Ordinal);
                presses++;
                await site.WaitForAsync(async _ => await site.PressesAsync() >= presses, "the press is not counted");
            }
        }
    }

    [GeneratedRegex(@"subscriber\d \(1\)")]
    private static partial Regex Subscriber();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
