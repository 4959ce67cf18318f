namespace PhoneServicesProxy.Management.Events;

/// <summary>Services have lost their last node for one cause, or have one again.</summary>
/// <param name="Services">Their names.</param>
/// <param name="At">When that happened to the first of them.</param>
/// <param name="Lasted">How long they had no node; null if they have none now.</param>
/// <param name="Text">What has happened and why, in words.</param>
internal sealed record LostServicesChange(IReadOnlyList<string> Services, DateTimeOffset At, TimeSpan? Lasted, string Text);
