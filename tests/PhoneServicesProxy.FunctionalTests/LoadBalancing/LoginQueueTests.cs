using CallManagerSimulator;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.FunctionalTests.LoadBalancing;

/// <summary>A change of shift: more logins at once than nodes take.</summary>
public sealed class LoginQueueTests : NodeLimitTest
{
    private const string Busy = "<CiscoIPPhoneText><Text>Login is unavailable(26)</Text></CiscoIPPhoneText>";
    private const string Success = "<CiscoIPPhoneText><Text>Login Successful</Text></CiscoIPPhoneText>";

    [Fact]
    public async Task Logins_MoreThanNodesSayTheyTake_AllExecutedOnceAndNobodySees26()
    {
        await using var cluster = await StartShiftAsync("first", "second");
        await using var gateway = await StartAsync(cluster, QueuedFor("00:00:50"));

        var answers = await LogInAsync(gateway, 60);

        Assert.All(answers, answer => Assert.Equal("Login Successful", answer.Text("Text")));
        Assert.Equal(60, cluster.ExecutedLogins.Count);
        Assert.Equal(60, cluster.ExecutedLogins.Select(login => login.Device).Distinct().Count());
        Assert.All(cluster.Nodes, node => Assert.InRange(node.LoginsExecuted, 10, 50));

        // Beyond the first rush nodes are not asked in vain, but for a try now and then.
        Assert.InRange(cluster.Nodes.Sum(node => node.Counters.LoginsRefused), 1, 100);
        AssertAllUp(gateway);
    }

    [Fact]
    public async Task Logins_LimitIsConfigured_NodeNeverHasToRefuse()
    {
        await using var cluster = await StartShiftAsync("first", "second");
        await using var gateway = await StartAsync(
            cluster, QueuedFor("00:00:50"),
            "--PhoneServices:Nodes:first:MaxConcurrentRequests=2", "--PhoneServices:Nodes:second:MaxConcurrentRequests=2");

        var answers = await LogInAsync(gateway, 60);

        Assert.All(answers, answer => Assert.Equal("Login Successful", answer.Text("Text")));
        Assert.Equal(0, cluster.Nodes.Sum(node => node.Counters.LoginsRefused));
        Assert.Equal(60, cluster.ExecutedLogins.Count);
    }

    [Fact]
    public async Task Login_AllPlacesAreOfOtherGateways_AsksAgainUntilThereIsOne()
    {
        var asked = 0;
        await using var node = await ScriptedNode.StartAsync(context => context.Response.WriteAsync(Interlocked.Increment(ref asked) < 4 ? Busy : Success));
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], [.. Calm.Settings, QueuedFor("00:00:50")]);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.LoginAsync();

        Assert.Equal("Login Successful", answer.Text("Text"));
        Assert.Equal(4, asked);
        AssertAllUp(gateway);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(503)]
    public async Task Login_NoPlaceInTime_BusyPageLeadsBackToTheForm(int status)
    {
        await using var node = await ScriptedNode.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(Busy);
        });
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], [.. Calm.Settings, QueuedFor("00:00:00.600")]);
        using var phone = new Phone(gateway.Address);

        var answer = await phone.LoginAsync();

        Assert.Contains("busy", answer.Text("Text"), StringComparison.Ordinal);
        Assert.DoesNotContain("(26)", answer.Body, StringComparison.Ordinal);
        Assert.Contains($"{gateway.Address.Authority}{Phone.ExtensionMobility}?device={phone.Device}<", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("12345", answer.Body, StringComparison.Ordinal);
        AssertAllUp(gateway);
    }

    [Fact]
    public async Task Login_NodeRefusesAndLosesTheNextOne_IsNotSentAgain()
    {
        var asked = 0;
        await using var node = await ScriptedNode.StartAsync(context =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync(Busy);
        });
        await using var gateway = await TestGateway.StartAsync([("only", node.Address)], [.. Calm.Settings, QueuedFor("00:00:50")]);
        using var phone = new Phone(gateway.Address);

        Assert.Contains("may have been carried out", (await phone.LoginAsync()).Text("Text"), StringComparison.Ordinal);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Logins_OneNodeAndOnePlace_FirstComeFirstServed()
    {
        await using var cluster = await StartClusterAsync("only");
        await using var gateway = await StartAsync(cluster, QueuedFor("00:00:50"), "--PhoneServices:Nodes:only:MaxConcurrentRequests=1");
        using var holder = new Phone(gateway.Address);
        var hanging = await HangAsync(cluster["only"], holder);
        var phones = Enumerable.Range(0, 8).Select(number => new Phone(gateway.Address, $"SEP00000000000{number}")).ToArray();
        var logins = new List<Task<PhoneAnswer>>();
        foreach (var (phone, number) in phones.Select((phone, number) => (phone, number)))
        {
            logins.Add(phone.LoginAsync($"user{number + 1}"));
            await Eventually.IsAsync(() => LoadOf(gateway, "only").Waiting == number + 1);
        }

        await cluster["only"].SetFaultAsync(NodeFault.None, Cancellation);
        await hanging;
        await Task.WhenAll(logins);

        Assert.Equal(phones.Select(phone => phone.Device), cluster.ExecutedLogins.OrderBy(login => login.Number).Select(login => login.Device));
        Array.ForEach(phones, phone => phone.Dispose());
    }

    [Fact]
    public async Task Login_PlaceAtTheOtherNodeIsFreeFirst_EntersThere()
    {
        await using var cluster = await StartClusterAsync("first", "second");
        await using var gateway = await StartFullAsync(cluster);
        using var phone = new Phone(gateway.Address);
        var presses = await FillAsync(cluster, gateway);
        var login = phone.LoginAsync();
        await Eventually.IsAsync(() => LoadOf(gateway, "first").Waiting == 1 && LoadOf(gateway, "second").Waiting == 1);

        await cluster["second"].SetFaultAsync(NodeFault.None, Cancellation);

        Assert.Equal("Login Successful", (await login).Text("Text"));
        Assert.Equal("second", Assert.Single(cluster.LoginsOn(phone.Device)).Node);
        await SetAllAsync(cluster, NodeFault.None);
        await Task.WhenAll(presses);
        await AssertIdleAsync(gateway, "first");
        await AssertIdleAsync(gateway, "second");
    }

    [Fact]
    public async Task Login_PhoneHangsUpWhileItWaits_LeavesTheQueueAndIsNeverSent()
    {
        await using var cluster = await StartClusterAsync("first", "second");
        await using var gateway = await StartFullAsync(cluster);
        var presses = await FillAsync(cluster, gateway);
        using var client = new HttpClient { BaseAddress = gateway.Address };
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var login = client.GetAsync(new Uri($"{Phone.ExtensionMobility}?device=SEP1&userid=user1&seq=12345", UriKind.Relative), hangUp.Token);
        await Eventually.IsAsync(() => LoadOf(gateway, "first").Waiting == 1 && LoadOf(gateway, "second").Waiting == 1);

        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => login);
        await Eventually.IsAsync(() => LoadOf(gateway, "first").Waiting == 0 && LoadOf(gateway, "second").Waiting == 0);
        await SetAllAsync(cluster, NodeFault.None);
        await Task.WhenAll(presses);
        await AssertIdleAsync(gateway, "first");
        await AssertIdleAsync(gateway, "second");
        Assert.Equal(0, cluster.Nodes.Sum(node => node.Counters.RequestsFor(Phone.ExtensionMobility)));
    }

    [Fact]
    public async Task Login_NodeDiesWhileItWaits_ExecutedOnceOnTheOther()
    {
        await using var cluster = await StartClusterAsync("first", "second");
        await using var gateway = await StartFullAsync(cluster);
        using var phone = new Phone(gateway.Address);
        var presses = await FillAsync(cluster, gateway);
        var login = phone.LoginAsync();
        await Eventually.IsAsync(() => LoadOf(gateway, "first").Waiting == 1);

        await cluster["first"].SetFaultAsync(NodeFault.Parse("kill"), Cancellation);
        await cluster["second"].SetFaultAsync(NodeFault.None, Cancellation);

        Assert.Equal("Login Successful", (await login).Text("Text"));
        Assert.Equal("second", Assert.Single(cluster.LoginsOn(phone.Device)).Node);
        await Task.WhenAll(presses);
    }

    [Fact]
    public async Task Login_NodeIsTakenOutWhileItWaits_EntersAtTheOther()
    {
        await using var cluster = await StartClusterAsync("first", "second");
        await using var gateway = await StartFullAsync(cluster);
        using var phone = new Phone(gateway.Address);
        var presses = await FillAsync(cluster, gateway);
        var login = phone.LoginAsync();
        await Eventually.IsAsync(() => LoadOf(gateway, "first").Waiting == 1 && LoadOf(gateway, "second").Waiting == 1);

        Assert.NotNull(gateway.Get<NodeControl>().Order("second", NodeState.Maintenance, null, "the test"));
        await Eventually.IsAsync(() => LoadOf(gateway, "second").Waiting == 0);
        await SetAllAsync(cluster, NodeFault.None);

        Assert.Equal("Login Successful", (await login).Text("Text"));
        Assert.Equal("first", Assert.Single(cluster.LoginsOn(phone.Device)).Node);
        await Task.WhenAll(presses);
    }

    /// <summary>A login that waits looks for such orders a few times a second. A place may become free in between.</summary>
    [Theory]
    [InlineData(NodeState.Drain)]
    [InlineData(NodeState.Maintenance)]
    public async Task Logins_PlaceBecomesFreeAtANodeJustTakenOut_NoneEntersThereAndOrderIsKept(NodeState state)
    {
        await using var cluster = await StartClusterAsync("first", "second");
        await using var gateway = await StartFullAsync(cluster);
        var presses = await FillAsync(cluster, gateway);
        var phones = Enumerable.Range(0, 6).Select(number => new Phone(gateway.Address, $"SEP00000000000{number}")).ToArray();
        var logins = new List<Task<PhoneAnswer>>();
        foreach (var (phone, number) in phones.Select((phone, number) => (phone, number)))
        {
            logins.Add(phone.LoginAsync($"user{number + 1}"));
            await Eventually.IsAsync(() => LoadOf(gateway, "second").Waiting == number + 1);
        }

        Assert.NotNull(gateway.Get<NodeControl>().Order("second", state, null, "the test"));
        await cluster["second"].SetFaultAsync(NodeFault.None, Cancellation);
        await Eventually.IsAsync(() => LoadOf(gateway, "second") is { Waiting: 0, InFlight: 0 } && LoadOf(gateway, "first").Waiting == phones.Length);
        Assert.Empty(cluster.ExecutedLogins);
        await SetAllAsync(cluster, NodeFault.None);

        Assert.All(await Task.WhenAll(logins), answer => Assert.Equal("Login Successful", answer.Text("Text")));
        Assert.All(cluster.ExecutedLogins, login => Assert.Equal("first", login.Node));
        Assert.Equal(phones.Select(phone => phone.Device), cluster.ExecutedLogins.OrderBy(login => login.Number).Select(login => login.Device));
        await Task.WhenAll(presses);
        Array.ForEach(phones, phone => phone.Dispose());
    }

    [Fact]
    public async Task Login_SessionBindsIt_WaitsForItsOwnNodeAlone()
    {
        await using var cluster = await StartClusterAsync("first", "second");
        await using var gateway = await StartAsync(
            cluster, QueuedFor("00:00:50"), "--PhoneServices:Nodes:first:MaxConcurrentRequests=1", "--PhoneServices:Nodes:second:MaxConcurrentRequests=1",
            "--ReverseProxy:Routes:extension-mobility-login:Metadata:NeedsSession=true");
        using var phone = new Phone(gateway.Address);
        var session = (await phone.FormAsync()).Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var own = Assert.Single(cluster.Nodes, node => node.Counters.RequestsFor(Phone.ExtensionMobility) == 1).Name;
        var other = own == "first" ? "second" : "first";
        var presses = await FillAsync(cluster, gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Phone.ExtensionMobility}?device={phone.Device}&userid=user1&seq=12345");
        request.Headers.TryAddWithoutValidation("Cookie", session);
        var login = phone.SendAsync(request);
        await Eventually.IsAsync(() => LoadOf(gateway, own).Waiting == 1);

        await cluster[other].SetFaultAsync(NodeFault.None, Cancellation);
        await AssertIdleAsync(gateway, other);
        Assert.Equal(0, cluster[other].Counters.RequestsFor(Phone.ExtensionMobility));
        await SetAllAsync(cluster, NodeFault.None);

        Assert.Equal("Login Successful", (await login).Text("Text"));
        Assert.Equal(own, Assert.Single(cluster.LoginsOn(phone.Device)).Node);
        await Task.WhenAll(presses);
    }

    [Fact]
    public async Task Logins_TwoGatewaysShareTheNodes_AllExecutedOnceAndNobodySees26()
    {
        await using var cluster = await StartShiftAsync("first", "second");
        await using var left = await StartAsync(cluster, QueuedFor("00:00:50"));
        await using var right = await StartAsync(cluster, QueuedFor("00:00:50"));

        var answers = await Task.WhenAll(LogInAsync(left, 30), LogInAsync(right, 30, from: 30));

        Assert.All(answers.SelectMany(answer => answer), answer => Assert.Equal("Login Successful", answer.Text("Text")));
        Assert.Equal(60, cluster.ExecutedLogins.Count);
        Assert.Equal(60, cluster.ExecutedLogins.Select(login => login.Device).Distinct().Count());
        AssertAllUp(left);
        AssertAllUp(right);
    }

    [Fact]
    public async Task Login_PostedForm_WaitsAndIsExecutedOnce()
    {
        await using var cluster = await StartShiftAsync("only");
        await using var gateway = await StartAsync(cluster, QueuedFor("00:00:50"));
        var phones = Enumerable.Range(0, 12).Select(number => new Phone(gateway.Address, $"SEP{number:D12}")).ToArray();

        var answers = await Task.WhenAll(phones.Select((phone, number) => phone.SendAsync(new(HttpMethod.Post, Phone.ExtensionMobility)
        {
            Content = new FormUrlEncodedContent(
                [new("device", phone.Device), new("userid", $"user{number + 1}"), new("seq", "12345")]),
        })));

        Assert.All(answers, answer => Assert.Equal("Login Successful", answer.Text("Text")));
        Assert.Equal(12, cluster.ExecutedLogins.Count);
        Array.ForEach(phones, phone => phone.Dispose());
    }

    private static string QueuedFor(string time) => $"--PhoneServices:FailoverPolicies:Login:QueueTime={time}";

    private static Task<SimulatedCluster> StartShiftAsync(params string[] names) => SimulatedCluster.StartAsync(
        new()
        {
            NodeNames = names,
            MaxLogins = 2,
            MinLoginTime = TimeSpan.FromMilliseconds(20),
            MaxLoginTime = TimeSpan.FromMilliseconds(60),
        },
        Cancellation);

    private static Task<TestGateway> StartFullAsync(SimulatedCluster cluster) => StartAsync(
        cluster, QueuedFor("00:00:50"), "--PhoneServices:Nodes:first:MaxConcurrentRequests=1", "--PhoneServices:Nodes:second:MaxConcurrentRequests=1");

    /// <summary>A press at each node, which occupies it until the node's fault ends.</summary>
    private static async Task<Task[]> FillAsync(SimulatedCluster cluster, TestGateway gateway)
    {
        await SetAllAsync(cluster, NodeFault.Hang);
        Task[] presses = [.. Enumerable.Range(0, 2).Select(number => new Phone(gateway.Address, $"SEP00000000001{number}").MenuAsync())];
        await Eventually.IsAsync(() => cluster.Nodes.All(node => node.Counters.Concurrent == 1));
        return presses;
    }

    private static async Task<PhoneAnswer[]> LogInAsync(TestGateway gateway, int logins, int from = 0)
    {
        var phones = Enumerable.Range(from, logins).Select(number => new Phone(gateway.Address, $"SEP{number:D12}")).ToArray();
        var answers = await Task.WhenAll(phones.Select((phone, number) => phone.LoginAsync($"user{from + number + 1}")));
        Array.ForEach(phones, phone => phone.Dispose());
        return answers;
    }

    private static void AssertAllUp(TestGateway gateway) =>
        Assert.All(gateway.Get<NodeTable>().Nodes, node => Assert.NotEqual(NodeCondition.Down, node.State));
}
