using CallManagerSimulator;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PhoneServicesProxy.SystemTests.Gateway;

namespace PhoneServicesProxy.SystemTests.StatusPage;

/// <summary>The page as the engineer on call sees it, in a real browser, of a gateway that is a process of its own.</summary>
[Collection(nameof(Alone))]
public sealed class StatusPageTests(Browser browser) : IClassFixture<Browser>
{
    private const string Key = "0123456789abcdef-of-the-tests";

    /// <summary>Where a picture for README goes; none is taken where it is not set.</summary>
    private static readonly string? Picture = Environment.GetEnvironmentVariable("STATUS_PAGE_PICTURE");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NodeHangs_NamesItWithinThreeSecondsAndSaysThatUsersLostNothing()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync());
        using var pressed = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var presses = PressAsync(gateway, pressed.Token);
        await Assertions.Expect(status.Page.Locator("#connection")).ToContainTextAsync("Live");
        await Assertions.Expect(status.Cell("Services", "subscriber1").First).ToContainTextAsync("up");

        await cluster["subscriber1"].SetFaultAsync(NodeFault.Parse("hang"), Cancellation);

        await Assertions.Expect(status.Verdict).ToContainTextAsync("subscriber1 is DOWN for", new() { Timeout = 3000 });
        await Assertions.Expect(status.Verdict).ToContainTextAsync("(answer_timeout)");
        await Assertions.Expect(status.Verdict).ToContainTextAsync("since ");
        await Assertions.Expect(status.Verdict).ToContainTextAsync("Users lost nothing");
        await Assertions.Expect(status.Cell("Services", "subscriber1").First).ToContainTextAsync("DOWN");
        await Assertions.Expect(status.Cell("Services", "subscriber2").First).ToContainTextAsync("up");
        await Assertions.Expect(status.Card("subscriber1").Locator(".state")).ToContainTextAsync("DOWN for");
        await Assertions.Expect(status.Page.Locator("#timeline")).ToContainTextAsync("subscriber1");
        if (Picture is not null)
        {
            await Assertions.Expect(status.Verdict).ToContainTextAsync("since 12 s", new() { Timeout = 20_000 });
            await status.Page.ScreenshotAsync(new() { Path = Picture, FullPage = true });
        }

        await cluster["subscriber1"].SetFaultAsync(NodeFault.None, Cancellation);
        await Assertions.Expect(status.Verdict).ToContainTextAsync("All nodes are up", new() { Timeout = 10_000 });
        await pressed.CancelAsync();
        await presses;
        Assert.Empty(status.Complaints);
    }

    [Fact]
    public async Task Drain_ByKeyboardWithConfirmation_IsStillSoAfterAReloadUntilItIsTakenBack()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync());

        await Button(status, "Drain: subscriber2").FocusAsync();
        await status.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(status.Page.Locator("#order-title")).ToHaveTextAsync("Drain subscriber2?");
        await Assertions.Expect(status.Card("subscriber2").Locator(".state")).ToHaveTextAsync("active, up");
        await status.Page.Locator("#order-reason").FillAsync("<img src=x onerror=alert(1)>");
        await status.Page.Locator("#order-key").FillAsync("not the key at all");
        await status.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(status.Page.Locator("#order-error")).ToHaveTextAsync("The API key is wrong.");
        await status.Page.Locator("#order-key").FillAsync(Key);
        await status.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(status.Card("subscriber2").Locator(".state")).ToHaveTextAsync("drained, up");
        await Assertions.Expect(status.Page.Locator("#order")).ToBeHiddenAsync();
        await Assertions.Expect(Button(status, "Drain: subscriber2")).ToBeFocusedAsync();
        await status.Page.ReloadAsync();
        await Assertions.Expect(status.Card("subscriber2").Locator(".state")).ToHaveTextAsync("drained, up");
        await Assertions.Expect(status.Card("subscriber2")).ToContainTextAsync("The configuration says active.");
        await Assertions.Expect(status.Verdict).ToContainTextAsync("subscriber2 is drained (<img src=x onerror=alert(1)>).");
        await Button(status, "Follow the configuration: subscriber2").ClickAsync();
        await Assertions.Expect(status.Page.Locator("#order-key")).ToBeHiddenAsync();
        await status.Page.Locator("#order-confirm").ClickAsync();
        await Assertions.Expect(status.Card("subscriber2").Locator(".state")).ToHaveTextAsync("active, up");
        Assert.All(status.Complaints, complaint => Assert.Contains("401", complaint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Maintenance_OfTheLastNode_SaysThatUsersWillNotice()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster, "--PhoneServices:Nodes:publisher:State=Maintenance", "--PhoneServices:Nodes:subscriber2:State=Drain");
        await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync());

        await Button(status, "Maintenance: subscriber1").ClickAsync();
        await Assertions.Expect(status.Page.Locator("#order-effect")).Not.ToContainTextAsync("services-menu");
        await status.Page.Locator("#order-cancel").ClickAsync();
        await cluster["subscriber2"].SetFaultAsync(NodeFault.Refuse, Cancellation);
        await Assertions.Expect(status.Cell("Services", "subscriber2").First).ToContainTextAsync("DOWN");
        await Button(status, "Maintenance: subscriber1").ClickAsync();

        await Assertions.Expect(status.Page.Locator("#order-effect")).ToContainTextAsync("NO OTHER NODE is up for");
        await Assertions.Expect(status.Page.Locator("#order-effect")).ToContainTextAsync("services-menu");
    }

    [Fact]
    public async Task FromElsewhere_AsksForTheKeyAndShowsNothingBefore()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);

        // What comes through a proxy is not of this machine.
        await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync(), ("X-Forwarded-For", "10.1.1.1"));

        await Assertions.Expect(status.Page.Locator("#key")).ToBeVisibleAsync();
        await Assertions.Expect(status.Page.Locator("#nodes article")).ToHaveCountAsync(0);
        await status.Page.Locator("#key-value").FillAsync("not the key at all");
        await status.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(status.Page.Locator("#key-error")).ToHaveTextAsync("The gateway does not know this key.");
        await status.Page.Locator("#key-value").FillAsync(Key);
        await status.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(status.Page.Locator("#nodes article")).ToHaveCountAsync(3);
        await Assertions.Expect(status.Page.Locator("#key")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task GatewayDies_SaysThatWhatIsShownIsOld()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync());
        await Assertions.Expect(status.Page.Locator("#connection")).ToContainTextAsync("Live");

        await gateway.Process.StopAsync(TimeSpan.FromSeconds(15));

        await Assertions.Expect(status.Page.Locator("#connection")).ToContainTextAsync("NO ANSWER from the gateway", new() { Timeout = 15_000 });
    }

    /// <summary>Also the narrowest phone that somebody has at hand at 3 a.m.</summary>
    [Fact]
    public async Task AnyScreen_CanBeReadByAllAndNeverScrollsSideways()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        await cluster["subscriber1"].SetFaultAsync(NodeFault.Refuse, Cancellation);
        foreach (var (width, colors) in new[] { (1280, ColorScheme.Light), (1280, ColorScheme.Dark), (360, ColorScheme.Light), (360, ColorScheme.Dark) })
        {
            await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync(width, 740, colors));
            await Assertions.Expect(status.Verdict).ToContainTextAsync("subscriber1 is DOWN");

            Assert.Equal(width, await status.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            var found = await status.Page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{width} {colors}: {string.Join('\n', found.Violations.Select(Describe))}");
        }
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}";

    private static ILocator Button(OpenPage status, string name) => status.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static Task<GatewayProcess> StartAsync(SimulatedCluster cluster, params string[] settings) => GatewayProcess.StartAsync(
        cluster.Nodes.Select(node => (node.Name, node.Address.ToString())), Cancellation, [$"--PhoneServices:Management:ApiKey={Key}", .. settings]);

    /// <summary>Some phones, for something to be seen.</summary>
    private static async Task PressAsync(GatewayProcess gateway, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            for (var i = 0; ; i++)
            {
                using var phone = new MenuPhone($"SEP00112233{i % 40:0000}");
                await phone.PressAsync(gateway);
                await timer.WaitForNextTickAsync(stop);
            }
        }
        catch (OperationCanceledException)
        {
            // Enough was seen.
        }
    }
}
