using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>A node has changed its state in one service.</summary>
/// <param name="Cluster">Id of the cluster, that is the service.</param>
/// <param name="Destination">Id of the node.</param>
/// <param name="State">State from now on.</param>
/// <param name="Cause">What was seen, in words.</param>
/// <param name="Failure">Kind of failure where the node went down.</param>
/// <param name="At">When; for another cause when that was first seen.</param>
/// <param name="Previous">State until now.</param>
/// <param name="Lasted">For how long.</param>
internal sealed record NodeStateChange(
    string Cluster,
    string Destination,
    NodeCondition State,
    string Cause,
    AttemptFailure Failure,
    DateTimeOffset At,
    NodeCondition Previous,
    TimeSpan Lasted)
{
    /// <summary>It is down where one node at a time is active, and another one is: as it should be.</summary>
    public bool Standby { get; init; }

    /// <summary>It is not its answers that have changed, but what is made of them: all nodes fail the probe in the same way.</summary>
    public bool ProbeIsWrong { get; init; }

    /// <summary>It was down before, too, and fails in another way now.</summary>
    public bool IsAnotherCause => State == NodeCondition.Down && Previous == NodeCondition.Down && !Standby && !StoodBy;

    /// <summary>It was kept back as long as all nodes failed alike.</summary>
    public bool WasHeld { get; init; }

    /// <summary>It was <see cref="Standby"/> until now.</summary>
    public bool StoodBy { get; init; }

    /// <summary>For how long it could not stand by any more before this, because no other node was active; null where one was.</summary>
    public TimeSpan? Missed { get; init; }
}
