using CallManagerSimulator.Pages;

namespace CallManagerSimulator.Faults;

/// <summary>The current fault of a node, and a signal for its end.</summary>
internal sealed class ActiveFault(NodeFault fault) : IDisposable
{
    private readonly CancellationTokenSource _lifted = new();

    public NodeFault Fault => fault;

    /// <summary>True for a fault of the whole node that waits for its first request.</summary>
    public bool IsArmed => fault is { IsWholeNode: true, AfterExecuting: true };

    public bool IsDown => fault.Kind is FaultKind.Refuse or FaultKind.Kill && !IsArmed;

    public bool IsVanished => fault.Kind is FaultKind.Vanish && !IsArmed;

    /// <summary>Cancelled when the fault ends.</summary>
    public CancellationToken Lifted => _lifted.Token;

    public bool AppliesTo(PageRequest request)
    {
        if (IsDown || IsVanished)
        {
            return true;
        }

        var emOnly = fault.Kind == FaultKind.EmDown || (fault.ShowsEmNumber && fault.PathPrefix is null);
        return fault.Kind != FaultKind.None
            && (!emOnly || NodeApplications.IsExtensionMobility(request.Path))
            && (fault.PathPrefix is not { } prefix || request.Path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            && (!fault.OnlyChanging || request.Changes);
    }

    public void Lift() => _lifted.Cancel();

    public void Dispose() => _lifted.Dispose();
}
