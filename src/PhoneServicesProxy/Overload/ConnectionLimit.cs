using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.Telemetry;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// Counts the phones' connections, over all addresses that they come in by, and closes those that are too many. Kestrel's own limit counts for
/// each address that it listens on, and knows no clients.
/// </summary>
internal sealed partial class ConnectionLimit
{
    private readonly ConcurrentDictionary<ClientPrefix, int> _byClient = [];
    private readonly CurrentConfiguration _current;
    private readonly GatewayMetrics _metrics;
    private readonly Newcomers _newcomers;
    private readonly ILogger<ConnectionLimit> _logger;
    private readonly int _files;
    private int _count;
    private bool _toldOfFiles;

    public ConnectionLimit(CurrentConfiguration current, GatewayMetrics metrics, Newcomers newcomers, ILogger<ConnectionLimit> logger) =>
        (_current, _metrics, _newcomers, _logger, _files) = (current, metrics, newcomers, logger, OpenFiles.ForPhones());

    /// <summary>Open connections of phones.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>To be called for each address that phones come in by.</summary>
    public ConnectionDelegate Limit(ConnectionDelegate next)
    {
        TellOfFiles();
        return connection => ServeAsync(connection, next);
    }

    /// <summary>Not before somebody listens: a command that only probes nodes has no phones.</summary>
    private void TellOfFiles()
    {
        var wanted = _current.Options.Limits.MaxConcurrentConnections;
        if (wanted > _files && !_toldOfFiles)
        {
            _toldOfFiles = true;
            LogTooFewFiles(_logger, _files, wanted, OpenFiles.Limit());
        }
    }

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var limits = _current.Options.Limits;
        var client = ClientPrefix.Of((connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        var count = Interlocked.Increment(ref _count);
        var ofClient = _byClient.AddOrUpdate(client, 1, static (_, open) => open + 1);
        try
        {
            if (count > Math.Min(limits.MaxConcurrentConnections, _files))
            {
                Refuse(connection, GatewayMetrics.AllConnections);
            }
            else if (limits.MaxConnectionsPerClient is > 0 and var limit && ofClient > limit)
            {
                Refuse(connection, GatewayMetrics.ConnectionsOfClient);
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
            _newcomers.Settle(connection.ConnectionId);
        }
    }

    private void Refuse(ConnectionContext connection, string reason)
    {
        _metrics.ConnectionRefused(reason);
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

    [LoggerMessage(1, LogLevel.Warning, "No more than {Possible} connections of phones are possible, though MaxConcurrentConnections is {Wanted}: the process may open {Files} files. Raise LimitNOFILE in the unit of systemd, or ulimit -n.", EventName = "TooFewOpenFiles")]
    private static partial void LogTooFewFiles(ILogger logger, int possible, int wanted, long files);
}
