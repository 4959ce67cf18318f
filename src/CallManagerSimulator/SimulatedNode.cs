using System.Net;
using System.Security.Cryptography.X509Certificates;
using CallManagerSimulator.Database;
using CallManagerSimulator.Faults;
using CallManagerSimulator.Pages;
using CallManagerSimulator.Transport;

namespace CallManagerSimulator;

/// <summary>A node of a simulated cluster.</summary>
public sealed partial class SimulatedNode : IAsyncDisposable
{
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly RequestRecorder _recorder = new();
    private readonly NodeSessions _sessions = new();
    private readonly NodeSockets _sockets;
    private readonly WebApplication _server;
    private readonly Action _faultChanged;
    private readonly ILogger _logger;
    private volatile ActiveFault _active = new(NodeFault.None);

    internal SimulatedNode(
        string name,
        NodeSockets sockets,
        Uri? advertised,
        X509Certificate2? certificate,
        ClusterDatabase database,
        SimulatedClusterOptions options,
        NodeRoles roles)
    {
        Name = name;
        _sockets = sockets;
        _faultChanged = roles.FaultChanged;
        _logger = options.LoggerFactory.CreateLogger(typeof(SimulatedNode).FullName!);
        var reachable = new IPEndPoint(NodeListener.Reachable(sockets.EndPoint.Address), sockets.EndPoint.Port);
        Address = advertised ?? new Uri($"{(certificate is null ? "http" : "https")}://{reachable}/");

        var pageAddress = Address.GetLeftPart(UriPartial.Authority);
        var applications = new NodeApplications(name, pageAddress, database, Counters, roles.ActiveAssistant);
        applications.ExtensionMobility.LoggedIn += login => LogLogin(name, login.Device, login.Number, login.Result);
        applications.ExtensionMobility.LoggedIn += roles.LoginExecuted;
        var answerer = new FaultyAnswerer(this, applications, new LoginCapacity(options, Counters), _sessions, options.TimeProvider, _stopping.Token);
        _server = NodeServer.Build(sockets, certificate, options, new NodeHandler(this, answerer, _recorder).HandleAsync);
    }

    /// <summary>Name, unique in the cluster.</summary>
    public string Name { get; }

    /// <summary>The address for clients and in the node's pages. Ends with a slash.</summary>
    public Uri Address { get; }

    /// <summary>The current fault.</summary>
    public NodeFault Fault => _active.Fault;

    /// <summary>The requests that the node has received and executed.</summary>
    public NodeCounters Counters { get; } = new();

    /// <summary>Extension Mobility logins that this node executed, successful or not.</summary>
    public long LoginsExecuted => Counters.LoginsExecuted;

    /// <summary>
    /// The heads of the last 1000 requests, oldest first, with the blank line, each byte as one character (Latin-1). They contain credentials. Empty
    /// without <see cref="SimulatedClusterOptions.RecordRequests"/>.
    /// </summary>
    public IReadOnlyList<string> ReceivedRequests => _recorder.Heads;

    internal ActiveFault Active => _active;

    /// <summary>Sets the node's fault. Clients see it when the task ends. Other nodes do not change.</summary>
    public Task SetFaultAsync(NodeFault fault, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return ChangeAsync(fault, onlyFrom: null, ct);
    }

    /// <summary>Sets all counters to zero and drops recorded requests.</summary>
    public void ResetCounters()
    {
        Counters.Reset();
        _recorder.Clear();
    }

    /// <summary>Stops the node. Only its cluster calls this.</summary>
    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _changing.WaitAsync();
        await _stopping.CancelAsync();
        // Clients get resets, because a simulator that waits for their next request would never end.
        _sockets.Dispose();
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
        _active.Lift();
        _stopping.Dispose();
    }

    /// <summary>Applies a fault that waited for a request, unless the fault has changed meanwhile.</summary>
    internal Task StrikeAsync(ActiveFault armed)
    {
        var struck = armed.Fault with { AfterExecuting = false, OnlyChanging = false, PathPrefix = null };
        return ChangeAsync(struck, armed, _stopping.Token);
    }

    internal async Task StartAsync(CancellationToken ct)
    {
        await _server.StartAsync(ct);
        await _sockets.OpenAsync();
    }

    private async Task ChangeAsync(NodeFault fault, ActiveFault? onlyFrom, CancellationToken ct)
    {
        await _changing.WaitAsync(ct);
        try
        {
            var before = _active;
            if (onlyFrom is not null && before != onlyFrom)
            {
                return;
            }

            var after = new ActiveFault(fault);
            _active = after;
            await ApplyToSocketsAsync(after);
            before.Lift();
        }
        finally
        {
            _changing.Release();
        }

        _faultChanged();
        LogFault(Name, fault);
    }

    private async Task ApplyToSocketsAsync(ActiveFault active)
    {
        if (active.IsDown)
        {
            await _sockets.RefuseAsync();
            if (active.Fault.Kind == FaultKind.Kill)
            {
                _sessions.Clear();
            }

            return;
        }

        await (active.IsVanished ? _sockets.VanishAsync() : _sockets.OpenAsync());
    }
}
