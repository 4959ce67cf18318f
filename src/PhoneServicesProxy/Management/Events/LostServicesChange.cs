namespace PhoneServicesProxy.Management.Events;

/// <summary>Services that lost their last node for one cause, or that have one again.</summary>
/// <param name="Services">Their names.</param>
/// <param name="At">The time when the first of them changed.</param>
/// <param name="Lasted">How long they had no node; null if they have none now.</param>
/// <param name="Text">The event and its cause in words.</param>
internal sealed record LostServicesChange(IReadOnlyList<string> Services, DateTimeOffset At, TimeSpan? Lasted, string Text);
