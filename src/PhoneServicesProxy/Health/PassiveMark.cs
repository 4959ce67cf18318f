namespace PhoneServicesProxy.Health;

/// <summary>A node was taken out because of failed requests. Times are timestamps of the clock.</summary>
/// <param name="At">Only a probe that started later can lift the mark.</param>
/// <param name="HoldUntil">A probe that started earlier than this cannot lift the mark either.</param>
internal sealed record PassiveMark(long At, long HoldUntil);
