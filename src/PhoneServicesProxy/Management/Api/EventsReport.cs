namespace PhoneServicesProxy.Management.Api;

/// <summary>What has happened, the latest last; the gateway keeps the last 2000 events until it stops.</summary>
/// <param name="Events">The events.</param>
/// <param name="Forgotten">How many older ones were dropped.</param>
public sealed record EventsReport(IReadOnlyList<GatewayEvent> Events, long Forgotten);
