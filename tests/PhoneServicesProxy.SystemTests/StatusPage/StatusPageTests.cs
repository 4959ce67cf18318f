using CallManagerSimulator;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PhoneServicesProxy.SystemTests.Gateway;

namespace PhoneServicesProxy.SystemTests.StatusPage;

/// <summary>The page as the engineer on call sees it, in a real browser, of a gateway that is a process of its own.</summary>
public sealed class StatusPageTests(Browser browser) : IClassFixture<Browser>
{
    private const string Key = "0123456789abcdef-of-the-tests";

    /// <summary>Where a picture for README goes; none is taken where it is not set.</summary>
    private static readonly string? Picture = Environment.GetEnvironmentVariable("STATUS_PAGE_PICTURE");

    /// <summary>What dark colors can break is their contrast.</summary>
    private static readonly AxeRunOptions Contrast = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } };

    private static readonly (int Width, ColorScheme Colors, AxeRunOptions Rules)[] Screens =
    [
        (1280, ColorScheme.Light, new()), (1280, ColorScheme.Dark, Contrast), (400, ColorScheme.Light, new()), (400, ColorScheme.Dark, Contrast),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NodeHangs_NamesItAndSaysThatUsersLostNothing()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync());
        using var pressed = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var presses = PressAsync(gateway, pressed.Token);
        await Assertions.Expect(status.Page.Locator("#connection")).ToContainTextAsync("Live");
        await Assertions.Expect(status.Cell("services-menu", "subscriber1").First).ToContainTextAsync("up");

        await cluster["subscriber1"].SetFaultAsync(NodeFault.Parse("hang"), Cancellation);

        await Assertions.Expect(status.Verdict).ToContainTextAsync("subscriber1 is DOWN for");
        await Assertions.Expect(status.Verdict).ToContainTextAsync("(answer_timeout)");
        await Assertions.Expect(status.Verdict).ToContainTextAsync("since ");
        await Assertions.Expect(status.Verdict).ToContainTextAsync("Users lost nothing");
        await Assertions.Expect(status.Cell("services-menu", "subscriber1").First).ToContainTextAsync("DOWN");
        await Assertions.Expect(status.Cell("services-menu", "subscriber2").First).ToContainTextAsync("up");
        await Assertions.Expect(status.Card("subscriber1").Locator(".state")).ToContainTextAsync("DOWN for");
        await Assertions.Expect(status.Page.Locator("#timeline")).ToContainTextAsync("subscriber1");
        if (Picture is not null)
        {
            await Assertions.Expect(status.Verdict).ToContainTextAsync("since 12 s", new() { Timeout = 20_000 });
            await status.Page.ScreenshotAsync(new() { Path = Picture, FullPage = true });
        }

        await cluster["subscriber1"].SetFaultAsync(NodeFault.None, Cancellation);
        await Assertions.Expect(status.Verdict).ToContainTextAsync("all nodes are up", new() { Timeout = 10_000 });
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
        await status.ReloadAsync();
        await Assertions.Expect(status.Card("subscriber2").Locator(".state")).ToHaveTextAsync("drained, up");
        await Assertions.Expect(status.Verdict).ToContainTextAsync("(<img src=x onerror=alert(1)>); the configuration says active.");
        await Button(status, "Activate: subscriber2").ClickAsync();
        await Assertions.Expect(status.Page.Locator("#order-effect")).ToContainTextAsync("The configuration says the same");
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
        await Assertions.Expect(status.Cell("services-menu", "subscriber2").First).ToContainTextAsync("DOWN");
        await Button(status, "Maintenance: subscriber1").ClickAsync();

        await Assertions.Expect(status.Page.Locator("#order-effect")).ToContainTextAsync("NO OTHER NODE is up for");
        await Assertions.Expect(status.Page.Locator("#order-effect")).ToContainTextAsync("services-menu");
    }

    [Fact]
    public async Task Watch_OfOnePhone_ShowsItsPressesUntilItIsEnded()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        foreach (var (width, height) in new[] { (1280, 720), (400, 800) })
        {
            await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync(width, height));
            var dialog = status.Page.Locator("#watch");
            await Button(status, "Watch a phone").ClickAsync();
            await status.Page.Locator("#watch-device").FillAsync("SEP0011");
            await status.Page.Locator("#watch-key").FillAsync(Key);
            await status.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(status.Page.Locator("#watch-error")).ToContainTextAsync("such as SEP001122334455.");
            await status.Page.Locator("#watch-device").FillAsync("sep001122334455");
            await status.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(status.Page.Locator("#watch-state")).ToContainTextAsync("No key press yet.");
            using (var phone = new MenuPhone("SEP001122334455"))
            {
                await phone.PressAsync(gateway);
            }

            await Assertions.Expect(status.Page.Locator("#watch-presses li")).ToContainTextAsync("services-menu /ccmcip/getservicesmenu.jsp: page after ");
            await Assertions.Expect(status.Page.Locator("#watch-state")).ToContainTextAsync("1 key press.");
            await Assertions.Expect(status.Page.Locator("#timeline")).ToContainTextAsync("SEP001122334455 is watched for 15 min, by API key");
            Assert.Equal(width, await status.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.True(await dialog.EvaluateAsync<bool>("dialog => dialog.scrollHeight <= dialog.clientHeight && dialog.getBoundingClientRect().bottom <= innerHeight"));
            var found = await status.Page.RunAxe();
            Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(Describe)));

            await Button(status, "End the watch").ClickAsync();
            await Assertions.Expect(dialog).ToBeHiddenAsync();
            await Assertions.Expect(status.Page.Locator("#timeline")).ToContainTextAsync("SEP001122334455 is no longer watched: ended by API key");
            Assert.All(status.Complaints, complaint => Assert.Contains("400", complaint, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Wiring_OfTheSite_IsShownWhenAskedFor()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        using (var phone = new MenuPhone("SEP001122334455"))
        {
            await phone.PressAsync(gateway);
        }

        await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync(400, 800));
        await Button(status, "Wiring").ClickAsync();

        await Assertions.Expect(status.Page.Locator("#wiring-lines")).ToContainTextAsync("services-menu: 1, 1");
        await Assertions.Expect(status.Page.Locator("#wiring-lines")).ToContainTextAsync("No audit has reported a result since the gateway started.");
        var found = await status.Page.RunAxe();
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(Describe)));
        await Button(status, "Close").ClickAsync();
        await Assertions.Expect(status.Page.Locator("#wiring")).ToBeHiddenAsync();
        Assert.Empty(status.Complaints);
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

    /// <summary>Ten services, four nodes, a laptop: whether all is well or one thing is wrong, nobody scrolls for it. And a phone at 3 a.m.</summary>
    [Fact]
    public async Task HealthyOrSinglyBrokenSite_IsOneScreenOfALaptopAndNotLongOnAPhone()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher", "subscriber1", "subscriber2", "subscriber3"] }, Cancellation);
        await using var gateway = await StartAsync(cluster);
        await using var laptop = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync(1280, 720));
        await using var phone = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync(400, 800));
        await Assertions.Expect(laptop.Verdict).ToContainTextAsync("Nothing is broken: all nodes are up for all services.");
        await Assertions.Expect(laptop.Page.Locator("#grid tbody tr")).ToHaveCountAsync(10);
        Assert.Equal(720, await HeightAsync(laptop));
        Assert.InRange(await HeightAsync(phone), 1, 1400);

        await cluster["subscriber1"].SetFaultAsync(NodeFault.Parse("503 path=/emapp"), Cancellation);
        await Assertions.Expect(laptop.Verdict).ToContainTextAsync("subscriber1 is DOWN for extension-mobility", new() { Timeout = 5000 });
        await Assertions.Expect(phone.Verdict).ToContainTextAsync("subscriber1 is DOWN for extension-mobility");
        Assert.Equal(720, await HeightAsync(laptop));
        await Assertions.Expect(laptop.Cell("extension-mobility", "subscriber1")).ToContainTextAsync("DOWN");
        await Assertions.Expect(laptop.Cell("manager-assistant", "subscriber1")).ToHaveTextAsync("subscriber1standby");

        await cluster["subscriber1"].SetFaultAsync(NodeFault.Refuse, Cancellation);
        await Assertions.Expect(laptop.Verdict).ToContainTextAsync("subscriber1 is DOWN for all 10 services", new() { Timeout = 5000 });
        await Assertions.Expect(phone.Verdict).ToContainTextAsync("subscriber1 is DOWN for all 10 services");
        Assert.Equal(720, await HeightAsync(laptop));
        Assert.InRange(await HeightAsync(phone), 1, 1400);

        // Why is said once, and not in each cell; what can be done about it stands before the services.
        Assert.Equal(1, await laptop.Page.Locator("main :is(#verdict li, td, article)").Filter(new() { HasText = "(connect_failed)" }).CountAsync());
        Assert.True(await phone.Page.EvaluateAsync<bool>("document.querySelector('#orders').getBoundingClientRect().bottom <= document.querySelector('#services').getBoundingClientRect().top"));
        Assert.Equal(0, await laptop.Page.GetByText("Works on").CountAsync());
    }

    [Fact]
    public async Task AllInMaintenance_SaysFirstThatNoNodeIsLeft()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster, [.. cluster.Nodes.Select(node => $"--PhoneServices:Nodes:{node.Name}:State=Maintenance")]);
        await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync());

        await Assertions.Expect(status.Page.Locator("#verdict li").First).ToContainTextAsync("NO NODE IS LEFT for all 10 services: all 3 nodes are in maintenance");
        await Assertions.Expect(status.Verdict).ToHaveAttributeAsync("data-state", "losing");
        await Assertions.Expect(status.Card("publisher").Locator(".state")).ToHaveTextAsync("in maintenance");
        await Assertions.Expect(status.Page.Locator("td[data-state=up]")).ToHaveCountAsync(0);
        Assert.True(await status.Page.EvaluateAsync<bool>("document.querySelector('#verdict-lost').getBoundingClientRect().bottom <= document.querySelector('#verdict-users').getBoundingClientRect().top"));
    }

    [Fact]
    public async Task ServiceWithoutAProbe_IsNotShownAsDown()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster, "--ReverseProxy:Clusters:directory:HealthCheck:Active:Enabled=false");
        await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync());

        await Assertions.Expect(status.Verdict).ToContainTextAsync("NOBODY PROBES directory");
        await Assertions.Expect(status.Cell("directory", "publisher").First).ToContainTextAsync("not probed");
        await Assertions.Expect(status.Page.Locator("#grid tbody tr", new() { HasText = "Corporate Directory" }).Locator(".sum")).ToHaveTextAsync("not probed");
        await Assertions.Expect(status.Page.Locator("#grid tbody tr", new() { HasText = "services-menu" }).Locator(".sum")).ToHaveTextAsync("all 3 up");
    }

    [Fact]
    public async Task FileOnDiskIsWrong_IsSaidAtTheTop()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await StartAsync(cluster);
        await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync());
        await Assertions.Expect(status.Verdict).ToContainTextAsync("Nothing is broken");

        await File.WriteAllTextAsync(gateway.SiteFile, "{ \"PhoneServices\": ", Cancellation);

        await Assertions.Expect(status.Page.Locator("#verdict-lines li").First).ToContainTextAsync("The configuration on disk is NOT IN FORCE, since", new() { Timeout = 10_000 });
        await Assertions.Expect(status.Verdict).ToHaveAttributeAsync("data-state", "sick");
    }

    /// <summary>Also the narrowest phone that somebody has at hand at 3 a.m.; long names do not widen anything.</summary>
    [Fact]
    public async Task AnyScreen_CanBeReadByAllAndNeverScrollsSideways()
    {
        const string Long = "subscriber-number-one-of-frankfurt-am-main-building-7";
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher", Long, "subscriber2"] }, Cancellation);
        await using var gateway = await StartAsync(cluster, "--PhoneServices:Nodes:subscriber2:State=Drain");
        await cluster[Long].SetFaultAsync(NodeFault.Refuse, Cancellation);
        foreach (var (width, colors, rules) in Screens)
        {
            await using var status = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync(width, 740, colors));
            await Assertions.Expect(status.Verdict).ToContainTextAsync($"{Long} is DOWN");

            Assert.Equal(width, await status.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            var found = await status.Page.RunAxe(rules);
            Assert.NotEmpty(found.Passes);
            Assert.True(found.Violations.Length == 0, $"{width} {colors}: {string.Join('\n', found.Violations.Select(Describe))}");
        }

        await using var narrowest = await OpenPage.AtAsync(gateway.Management, browser.OpenAsync(360, 740));
        await Assertions.Expect(narrowest.Verdict).ToContainTextAsync($"{Long} is DOWN");
        Assert.Equal(360, await narrowest.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private static Task<int> HeightAsync(OpenPage status) => status.Page.EvaluateAsync<int>("document.documentElement.scrollHeight");

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
