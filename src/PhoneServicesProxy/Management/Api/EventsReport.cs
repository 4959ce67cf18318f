namespace PhoneServicesProxy.Management.Api;

/// <summary>The latest events, oldest first. The gateway keeps 2000 events in memory.</summary>
/// <param name="Events">The events.</param>
/// <param name="Forgotten">The number of older events that were dropped.</param>
public sealed record EventsReport(IReadOnlyList<GatewayEvent> Events, long Forgotten);
