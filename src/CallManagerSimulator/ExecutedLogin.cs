namespace CallManagerSimulator;

/// <summary>A login that Extension Mobility of a node really carried out: its PIN was checked, right or wrong.</summary>
/// <param name="Number">Running number in the cluster, from 1.</param>
/// <param name="Time">When it was executed.</param>
/// <param name="Node">Name of the node that executed it.</param>
/// <param name="Device">Device name, as in SEP001122334455.</param>
/// <param name="User">User id, or "unknown" for one that the cluster does not have.</param>
/// <param name="Sequence">How often this user has logged in on this device, from 1: a 2 after one key press is a double login.</param>
/// <param name="Result">0 for a success, else the number that the phone shows: 201, 18, 25 and so on.</param>
public sealed record ExecutedLogin(
    long Number, DateTimeOffset Time, string Node, string Device, string User, int Sequence, int Result);
