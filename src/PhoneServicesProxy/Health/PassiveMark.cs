namespace PhoneServicesProxy.Health;

/// <summary>A node was taken out because of what requests met. Times are timestamps of the clock.</summary>
/// <param name="At">Only a probe that started later can lift the mark.</param>
/// <param name="HoldUntil">And not one that started before this.</param>
internal sealed record PassiveMark(long At, long HoldUntil);
