using System.Collections.Immutable;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Discovery;

/// <summary>
/// Keeps the list of discovered nodes up to date. If a name server fails, is slow or has no records, the last good nodes stay in use.
/// Probes detect a node that no longer exists.
/// </summary>
internal sealed partial class NodeDiscovery(
    CurrentConfiguration current, NodeLookup lookup, DiscoveryMetrics metrics, TimeProvider time, ILogger<NodeDiscovery> logger)
    : BackgroundService
{
    /// <summary>How long the start waits for DNS.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(3);

    /// <summary>How often the configuration is checked for changes and lookups that are due.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private ImmutableArray<SourceStatus> _sources = [];
    private Task _firstRound = Task.CompletedTask;

    /// <summary>The current state of every name in the configuration.</summary>
    public IReadOnlyList<SourceStatus> Sources => _sources;

    /// <summary>True while there is no CallManager node at all. A pool without nodes keeps no phone from the other services.</summary>
    public bool AwaitsNodes => current.Options.Pools.CallManager.Nodes.Count == 0;

    /// <summary>Kestrel listens for phones only after this method, so the nodes from DNS are known by then if DNS answers.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _firstRound = TryRoundAsync(cancellationToken);
        await Task.WhenAny(_firstRound, Task.Delay(StartLimit, time, cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _firstRound;
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryRoundAsync(stoppingToken);
        }
    }

    private async Task TryRoundAsync(CancellationToken cancellation)
    {
        try
        {
            await RoundAsync(cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // This is a fault of the gateway itself. The next round may succeed.
            LogBroken(error);
        }
    }

    /// <summary>Runs the lookups that are due. It is internal for tests.</summary>
    internal async Task RoundAsync(CancellationToken cancellation)
    {
        var pools = current.Options.Pools;
        Track(DiscoverySource.Of(pools));
        foreach (var status in _sources.Where(status => status.Next <= time.GetUtcNow()))
        {
            var next = await LookUpAsync(status, pools.Find(status.Source.Pool)!.Discovery, cancellation);
            _sources = _sources.Replace(status, next);
            if (!next.Nodes.SequenceEqual(status.Nodes))
            {
                TakeOver(status, next);
            }
        }
    }

    /// <summary>If the configuration replaces a name by another one, the old nodes stay until the new name has nodes.</summary>
    private void Track(IEnumerable<DiscoverySource> wanted)
    {
        var sources = wanted.ToArray();
        var gone = _sources.Where(status => !sources.Contains(status.Source)).ToArray();
        var added = sources.Where(source => !_sources.Any(status => status.Source == source)).ToArray();
        if (gone.Length == 0 && added.Length == 0)
        {
            return;
        }

        SourceStatus[] next = [.. added.Select(source => OfRenamedPool(source, gone) ?? SourceStatus.New(source, time.GetUtcNow()))];
        _sources = [.. _sources.Except(gone), .. next];
        if (next.All(status => status.Nodes.Count > 0))
        {
            Accept();
        }
    }

    private static SourceStatus? OfRenamedPool(DiscoverySource source, SourceStatus[] gone) =>
        Array.Find(gone, status => status.Source with { Pool = source.Pool } == source) is { } same ? same with { Source = source } : null;

    private async Task<SourceStatus> LookUpAsync(SourceStatus status, DiscoveryOptions options, CancellationToken cancellation)
    {
        try
        {
            return Succeeded(status, await lookup.LookUpAsync(status.Source, status.Nodes, options, cancellation), options);
        }
        catch (LookupFailedException failure)
        {
            return Failed(status, failure.Reason, failure.Message, options);
        }
    }

    private SourceStatus Succeeded(SourceStatus status, LookupResult result, DiscoveryOptions options)
    {
        metrics.LookedUp(status.Source, LookupFailure.None);
        if (status.Failures > 0)
        {
            LogRecovered(status.Source.Name, status.Failures);
        }

        foreach (var complaint in result.Complaints.Except(status.Complaints))
        {
            LogComplaint(status.Source.Name, complaint);
        }

        var now = time.GetUtcNow();
        return new(status.Source, result.Nodes, now, now, now + LookupSchedule.AfterSuccess(result.TimeToLive, options), 0, null, result.Complaints);
    }

    private SourceStatus Failed(SourceStatus status, LookupFailure reason, string problem, DiscoveryOptions options)
    {
        metrics.LookedUp(status.Source, reason);
        if (problem != status.Problem)
        {
            LogFailed(status.Source.Name, problem, Names(status.Nodes));
        }

        var now = time.GetUtcNow();
        var failures = status.Failures + 1;
        return status with
        {
            LastTried = now,
            Next = now + LookupSchedule.AfterFailure(failures, options),
            Failures = failures,
            Problem = problem,
        };
    }

    private void TakeOver(SourceStatus before, SourceStatus now)
    {
        LogChanged(now.Source.Name, Names(now.Nodes), Names(now.Nodes.ExceptBy(before.Nodes.Select(node => node.Name), node => node.Name)),
            Names(before.Nodes.ExceptBy(now.Nodes.Select(node => node.Name), node => node.Name)));
        Accept();
    }

    private void Accept()
    {
        DiscoveredNode[] nodes = [.. _sources.SelectMany(status => status.Nodes.Select(node => node with { Source = status.Source }))];
        current.CompleteBy(written => DiscoveredNodes.AddTo(written, nodes));
    }

    private static string Names(IEnumerable<DiscoveredNode> nodes) =>
        string.Join(", ", nodes.Select(node => node.Name)) is { Length: > 0 } names ? names : "none";
}
