namespace CallManagerSimulator;

/// <summary>A login that a node's Extension Mobility executed: it checked the PIN, right or wrong.</summary>
/// <param name="Number">Running number in the cluster, from 1.</param>
/// <param name="Time">When it was executed.</param>
/// <param name="Node">Name of the node that executed it.</param>
/// <param name="Device">Device name, as in SEP001122334455.</param>
/// <param name="User">User id, or "unknown" if the cluster does not have the user.</param>
/// <param name="Sequence">The number of this login of this user on this device, from 1. A 2 after one key press is a double login.</param>
/// <param name="Result">0 for success, otherwise the number that the phone shows: 201, 18, 25 and so on.</param>
public sealed record ExecutedLogin(
    long Number, DateTimeOffset Time, string Node, string Device, string User, int Sequence, int Result);
