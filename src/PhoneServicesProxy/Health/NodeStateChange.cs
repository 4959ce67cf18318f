using System.Text.RegularExpressions;
using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>A node has changed its state in one service.</summary>
/// <param name="Cluster">Id of the cluster, which is the service.</param>
/// <param name="Destination">Id of the node.</param>
/// <param name="State">The new state.</param>
/// <param name="Cause">The observation, in words.</param>
/// <param name="Failure">The kind of failure, if the node went down.</param>
/// <param name="At">The time of the change. For another cause, the time when it was first seen.</param>
/// <param name="Previous">The old state.</param>
/// <param name="Lasted">The duration of the old state.</param>
internal sealed partial record NodeStateChange(
    string Cluster,
    string Destination,
    NodeCondition State,
    string Cause,
    AttemptFailure Failure,
    DateTimeOffset At,
    NodeCondition Previous,
    TimeSpan Lasted)
{
    /// <summary>True if one node at a time is active, this one is down, and another is active. That is the normal state of a standby node.</summary>
    public bool Standby { get; init; }

    /// <summary>True if all nodes fail the probe in the same way. Then the node's answers have not changed, only their meaning.</summary>
    public bool ProbeIsWrong { get; init; }

    /// <summary>True if the node was already down and now fails in another way.</summary>
    public bool IsAnotherCause => State == NodeCondition.Down && Previous == NodeCondition.Down && !Standby && !WasStandby;

    /// <summary>True if the change was held back while all nodes failed alike.</summary>
    public bool WasHeld { get; init; }

    /// <summary>True if the node was <see cref="Standby"/> until now.</summary>
    public bool WasStandby { get; init; }

    /// <summary>The time during which no other node was active, before this change; null if one was.</summary>
    public TimeSpan? Missed { get; init; }

    /// <summary>Equal for changes of one node that belong together. The observation is taken without times, and without the service whose probe saw it.</summary>
    public object CommonCause => (State, Previous, Standby, WasStandby, ProbeIsWrong, Failure, Times().Replace(Cause.Split(" (seen by ")[0], ""));

    [GeneratedRegex(@"\d+(\.\d+)? m?s\b", RegexOptions.CultureInvariant)]
    private static partial Regex Times();
}
