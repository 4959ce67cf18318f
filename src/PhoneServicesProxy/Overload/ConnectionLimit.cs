using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Counts the phones' connections, over all addresses that they come in by, and closes those that are too many. Kestrel's own limit counts for
/// each address that it listens on, and knows no clients.
/// </summary>
internal sealed partial class ConnectionLimit
{
    private readonly ConcurrentDictionary<ClientPrefix, int> _byClient = [];
    private readonly CurrentConfiguration _current;
    private readonly ConnectionMetrics _metrics;
    private readonly NewConnections _newConnections;
    private readonly ILogger<ConnectionLimit> _logger;
    private readonly FileBudget _files;
    private int _count;
    private int _accepted;
    private bool _hasWarned;

    public ConnectionLimit(CurrentConfiguration current, ConnectionMetrics metrics, NewConnections newConnections, FileBudget files, ILogger<ConnectionLimit> logger) =>
        (_current, _metrics, _newConnections, _files, _logger) = (current, metrics, newConnections, files, logger);

    /// <summary>Open connections of phones.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether the process may open the files that one more connection takes. While not, it waits where the kernel keeps it.</summary>
    public bool HasRoom => Volatile.Read(ref _accepted) < _files.ForPhones();

    /// <summary>Others wait, or will soon: who has its page is not to keep its connection.</summary>
    public bool IsScarce => Volatile.Read(ref _accepted) > _files.Latest / 2;

    /// <summary>A connection has been accepted there. It counts until it has been served, or <see cref="Lost"/> is called.</summary>
    public void Accepted(EndPoint? local) => CountAccepted(local, 1);

    /// <summary>A connection that was accepted came to nothing before anybody served it.</summary>
    public void Lost(EndPoint? local) => CountAccepted(local, -1);

    /// <summary>To be called for each address that phones come in by.</summary>
    public ConnectionDelegate Limit(ConnectionDelegate next)
    {
        WarnOfFiles();
        return connection => ServeAsync(connection, next);
    }

    /// <summary>Not before somebody listens: a command that only probes nodes has no phones.</summary>
    private void WarnOfFiles()
    {
        var wanted = _current.Options.Get<LimitsOptions>().MaxConcurrentConnections;
        if (wanted > _files.ForPhones() && !_hasWarned)
        {
            _hasWarned = true;
            LogTooFewFiles(_logger, _files.ForPhones(), wanted, OpenFiles.Limit());
        }
    }

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var limits = _current.Options.Get<LimitsOptions>();
        var client = ClientPrefix.Of((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        var count = Interlocked.Increment(ref _count);
        var ofClient = _byClient.AddOrUpdate(client, 1, static (_, open) => open + 1);
        try
        {
            if (count > limits.MaxConcurrentConnections)
            {
                Refuse(connection, ConnectionMetrics.AllConnections);
            }
            else if (limits.MaxConnectionsPerClient is > 0 and var limit && ofClient > limit)
            {
                Refuse(connection, ConnectionMetrics.ConnectionsOfClient);
            }
            else
            {
                await next(connection);
            }
        }
        finally
        {
            Forget(client);
            Interlocked.Decrement(ref _count);
            Lost(connection.LocalEndPoint);
            _newConnections.Settled(connection.ConnectionId);
        }
    }

    /// <summary>Those that <see cref="PhonesListener"/> has: others are not held back, and not counted from the start.</summary>
    private void CountAccepted(EndPoint? local, int change)
    {
        if (OperatingSystem.IsLinux() && local is IPEndPoint)
        {
            Interlocked.Add(ref _accepted, change);
        }
    }

    private void Refuse(ConnectionContext connection, string reason)
    {
        _metrics.Refused(reason);
        connection.Abort(new ConnectionAbortedException("One connection too many."));
    }

    private void Forget(ClientPrefix client)
    {
        // The pair is only removed where nobody has counted one more meanwhile.
        while (_byClient.TryGetValue(client, out var open)
            && !(open == 1 ? _byClient.TryRemove(new(client, open)) : _byClient.TryUpdate(client, open - 1, open)))
        {
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "No more than {Possible} connections of phones are possible at once, though MaxConcurrentConnections is {Wanted}: the process may open {Files} files. More have to wait. Raise LimitNOFILE in the unit of systemd, or ulimit -n.", EventName = "TooFewOpenFiles")]
    private static partial void LogTooFewFiles(ILogger logger, int possible, int wanted, long files);
}
