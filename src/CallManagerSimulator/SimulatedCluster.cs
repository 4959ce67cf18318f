using System.Net;
using System.Net.Sockets;
using CallManagerSimulator.Control;
using CallManagerSimulator.Database;
using CallManagerSimulator.PhoneFiles;
using CallManagerSimulator.Transport;

namespace CallManagerSimulator;

/// <summary>
/// A stand-in for a Cisco CallManager cluster. Each node has its own listener and its own faults. The nodes share a database with users, PINs and
/// logins.
/// </summary>
public sealed class SimulatedCluster : IAsyncDisposable
{
    private readonly ClusterDatabase _database;
    private readonly AssistantElection _election;
    private readonly WebApplication? _control;
    private readonly ExecutedLoginFile? _loginFile;
    private readonly PhoneFileServer? _phoneFiles;

    private SimulatedCluster(SimulatedClusterOptions options)
    {
        _database = new ClusterDatabase(options.Users, options.TimeProvider);
        _election = new AssistantElection(() => Nodes);
        _loginFile = options.LoginFile is { } file ? new ExecutedLoginFile(file) : null;
        Nodes = CreateNodes(options);
        _election.Reconsider();
        _control = options.ControlPort is { } port
            ? ControlServer.Build(this, new IPEndPoint(options.ControlListenAddress, port))
            : null;
        _phoneFiles = options.ConfigurationPort is { } configuration
            ? new(new IPEndPoint(options.Address, configuration), new(options.Gateway, [.. Nodes.Select(node => node.Address)]), options.Phones)
            : null;
    }

    /// <summary>The nodes, in the order of their names in the options.</summary>
    public IReadOnlyList<SimulatedNode> Nodes { get; private set; } = [];

    /// <summary>The address of the control API; null if there is none.</summary>
    public Uri? ControlAddress { get; private set; }

    /// <summary>The address of the phones' configuration files; null if they are not served.</summary>
    public Uri? ConfigurationAddress => _phoneFiles?.Address;

    /// <summary>The fault of that service.</summary>
    public PhoneFileFault ConfigurationFault
    {
        get => _phoneFiles?.Fault ?? PhoneFileFault.None;
        set
        {
            if (_phoneFiles is not null)
            {
                _phoneFiles.Fault = value;
            }
        }
    }

    /// <summary>Every Extension Mobility login that a node executed, successful or not, in the order of execution.</summary>
    public IReadOnlyList<ExecutedLogin> ExecutedLogins => _database.ExecutedLogins;

    /// <summary>The node whose Manager Assistant is active: the first, or another one after that failed.</summary>
    public string ActiveManagerAssistant => _election.Active;

    /// <summary>The node of this name, without regard to case.</summary>
    /// <exception cref="KeyNotFoundException">No node has this name.</exception>
    public SimulatedNode this[string name] => Find(name)
        ?? throw new KeyNotFoundException($"No node '{name}'. Nodes: {string.Join(", ", Nodes.Select(n => n.Name))}.");

    /// <summary>Starts the nodes and, where the options ask for it, the control API.</summary>
    /// <exception cref="ArgumentException">Some options are not valid. The message names them.</exception>
    /// <exception cref="SocketException">An address or a port is not available.</exception>
    public static async Task<SimulatedCluster> StartAsync(SimulatedClusterOptions? options = null, CancellationToken ct = default)
    {
        options ??= new SimulatedClusterOptions();
        SimulatedClusterOptionsValidator.Validate(options);
        var cluster = new SimulatedCluster(options);
        try
        {
            await cluster.StartAsync(ct);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Logins executed on this device, in the order of execution. More than one after one key press is a double login.</summary>
    public IReadOnlyList<ExecutedLogin> LoginsOn(string device) =>
        [.. ExecutedLogins.Where(l => l.Device.Equals(device, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The user that is logged in on the device now; null if there is none.</summary>
    public string? UserOn(string device) => _database.UserOn(device);

    /// <summary>Sets all counters to zero and forgets executed logins and recorded requests. Users stay logged in.</summary>
    public void ResetCounters()
    {
        _database.ResetLog();
        foreach (var node in Nodes)
        {
            node.ResetCounters();
        }
    }

    /// <summary>Stops all nodes at once; connections are reset.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Nodes.Select(n => ((IAsyncDisposable)n).DisposeAsync().AsTask()));
        if (_control is not null)
        {
            await _control.StopAsync(new CancellationToken(canceled: true));
            await _control.DisposeAsync();
        }

        if (_phoneFiles is not null)
        {
            await _phoneFiles.DisposeAsync();
        }

        _loginFile?.Dispose();
    }

    internal SimulatedNode? Find(string name) =>
        Nodes.FirstOrDefault(n => n.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private async Task StartAsync(CancellationToken ct)
    {
        await Task.WhenAll(Nodes.Select(n => n.StartAsync(ct)));
        if (_control is not null)
        {
            await _control.StartAsync(ct);
            ControlAddress = ControlServer.AddressOf(_control);
        }

        if (_phoneFiles is not null)
        {
            await _phoneFiles.StartAsync(ct);
        }
    }

    private List<SimulatedNode> CreateNodes(SimulatedClusterOptions options)
    {
        var roles = new NodeRoles(() => _election.Active, _election.Reconsider, login => _loginFile?.Add(login));
        var sockets = new List<NodeSockets>();
        try
        {
            for (var i = 0; i < options.NodeNames.Count; i++)
            {
                sockets.Add(new NodeSockets(
                    options.EndPoints?[i] ?? new IPEndPoint(options.Address, options.FirstPort == 0 ? 0 : options.FirstPort + i)));
            }
        }
        catch
        {
            sockets.ForEach(s => s.Dispose());
            throw;
        }

        return [.. options.NodeNames.Select((name, i) =>
            new SimulatedNode(name, sockets[i], options.AdvertisedAddresses?[i], options.Certificates?[i], _database, options, roles))];
    }
}
