using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Logins;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Logins;

/// <summary>
/// A site whose logins all go to one node while that is up, with two healthy ones that would be glad to execute them again.
/// </summary>
public sealed class LoginSite : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly List<LoginPress> _presses = [];
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private SimulatedCluster _cluster = null!;
    private GatewayProcess _gateway = null!;
    private LoginPhones _phones = null!;
    private int _users;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal SimulatedNode FirstNode => _cluster.Nodes[0];

    internal string Log => _gateway.Process.Output;

    public async ValueTask InitializeAsync()
    {
        _cluster = await SimulatedCluster.StartAsync(nodes: 3, TimeProvider.System);
        _gateway = await GatewayProcess.StartAsync(
            _cluster.Nodes.Select(node => (node.Name, $"http://{node.Endpoint}/")), Cancellation,
            $"--PhoneServices:Nodes:{FirstNode.Name}:Priority=0",
            "--PhoneServices:FailoverPolicies:Login:AttemptTimeout=00:00:01",
            // Failed logins alone do not take the node out: every login is to meet its fault.
            "--PhoneServices:Health:Passive:Failures=1000");
        _phones = new LoginPhones(_gateway.Endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();

        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }

    /// <summary>How many of these logins the node has executed.</summary>
    internal static int CountExecuted(SimulatedNode node, IEnumerable<LoginPress> presses)
    {
        var users = node.ReadExecutedLogins().Select(login => login.User).ToHashSet(StringComparer.Ordinal);
        return presses.Count(press => users.Contains(press.User));
    }

    /// <summary>Returns when logins go to the first node, as they do a moment after it is back.</summary>
    internal Task FirstNodeTakesLoginsAsync() => Until.TrueAsync(
        async _ => CountExecuted(FirstNode, await LogInAsync(logins: 1, atATime: 1)) == 1,
        Limit, () => $"no login reaches {FirstNode.Name}\n{Log}", TimeProvider.System, Cancellation);

    /// <summary>New users log in.</summary>
    internal async Task<IReadOnlyList<LoginPress>> LogInAsync(int logins, int atATime)
    {
        var first = _users;
        _users += logins;
        var presses = await _phones.LogInAsync(Enumerable.Range(first, logins), atATime, Cancellation);
        _presses.AddRange(presses);
        return presses;
    }

    /// <summary>What is wrong with any login so far and has not been said yet: a login may be executed again long after its page.</summary>
    internal IReadOnlyList<string> NewFindings() =>
        [.. LoginAudit.Findings(_presses, _cluster.Nodes.SelectMany(node => node.ReadExecutedLogins())).Where(_found.Add)];
}
