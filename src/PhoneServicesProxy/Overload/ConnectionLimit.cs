using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Counts phones' connections over all addresses that the gateway listens on, and closes those above a limit. Kestrel's own limit counts each of these
/// addresses separately, and has no limit for a client.
/// </summary>
internal sealed partial class ConnectionLimit(
    CurrentConfiguration current, ConnectionMetrics metrics, NewConnections newConnections, FileBudget files, ILogger<ConnectionLimit> logger)
{
    private readonly ConcurrentDictionary<ClientPrefix, int> _byClient = [];
    private int _count;

    /// <summary>
    /// Includes connections that Kestrel does not have yet. They hold files, but must not count for MaxConcurrentConnections: the first connections of a burst
    /// would be refused for those behind them.
    /// </summary>
    private int _accepted;

    private bool _hasWarned;

    /// <summary>The number of connections that Kestrel has.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>True if the process may open the files for one more connection. If not, connections wait in the kernel's queue.</summary>
    public bool HasRoom => Volatile.Read(ref _accepted) < files.ForPhones();

    /// <summary>True if connections wait for files, or soon will. Each connection is then closed after its response.</summary>
    public bool IsScarce => Volatile.Read(ref _accepted) > files.LatestForPhones / 2;

    /// <summary>Must be called when a connection was accepted. It counts until it has ended, or <see cref="Lost"/> is called.</summary>
    public void Accepted(EndPoint? local)
    {
        CountAccepted(local, 1);
        newConnections.Accepted();
    }

    /// <summary>Must be called if an accepted connection ended before Kestrel got it.</summary>
    public void Lost(EndPoint? local)
    {
        CountAccepted(local, -1);
        newConnections.Lost();
    }

    /// <summary>Kestrel calls this for each address that it listens on for phones.</summary>
    public ConnectionDelegate Limit(ConnectionDelegate next)
    {
        WarnIfFilesAreTooFew();
        return connection => ServeAsync(connection, next);
    }

    /// <summary>The warning waits for the first listener, because a command that only probes nodes has no phones.</summary>
    private void WarnIfFilesAreTooFew()
    {
        var wanted = current.Options.Get<LimitsOptions>().MaxConcurrentConnections;
        if (wanted > files.ForPhones() && !_hasWarned)
        {
            _hasWarned = true;
            LogTooFewFiles(files.ForPhones(), wanted, OpenFiles.Limit());
        }
    }

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var limits = current.Options.Get<LimitsOptions>();
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
            Release(client);
            Interlocked.Decrement(ref _count);
            CountAccepted(connection.LocalEndPoint, -1);
            newConnections.Settled(connection.ConnectionId);
        }
    }

    /// <summary>Counts only connections of <see cref="PhoneListener"/>. Others cannot wait for room, and are not counted when they are accepted.</summary>
    private void CountAccepted(EndPoint? local, int change)
    {
        if (OperatingSystem.IsLinux() && local is IPEndPoint)
        {
            Interlocked.Add(ref _accepted, change);
        }
    }

    private void Refuse(ConnectionContext connection, string reason)
    {
        metrics.Refused(reason);
        connection.Abort(new ConnectionAbortedException("The number of connections is at its limit."));
    }

    private void Release(ClientPrefix client)
    {
        // The pair is removed or changed only if no other thread has changed the count meanwhile. Otherwise this tries again.
        while (_byClient.TryGetValue(client, out var open)
            && !(open == 1 ? _byClient.TryRemove(new(client, open)) : _byClient.TryUpdate(client, open - 1, open)))
        {
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "MaxConcurrentConnections is {Wanted}, but the process may open only {Files} files. They are enough for {Possible} connections of phones. Further connections wait. Raise LimitNOFILE in the systemd unit, or ulimit -n.", EventName = "TooFewOpenFiles")]
    private partial void LogTooFewFiles(int possible, int wanted, long files);
}
