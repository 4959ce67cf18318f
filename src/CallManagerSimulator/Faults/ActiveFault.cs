using CallManagerSimulator.Pages;

namespace CallManagerSimulator.Faults;

/// <summary>The fault that a node has now, and a signal for the moment when it no longer has it.</summary>
internal sealed class ActiveFault(NodeFault fault) : IDisposable
{
    private readonly CancellationTokenSource _lifted = new();

    public NodeFault Fault => fault;

    /// <summary>A fault of the whole node that waits for a request to strike at.</summary>
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
