namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>A node has answered with a number that asks the administrator to change something.</summary>
/// <param name="Service">The service.</param>
/// <param name="Node">The node.</param>
/// <param name="Number">The number on its page.</param>
/// <param name="Meaning">The meaning of the number.</param>
/// <param name="Parameter">The setting to change in CallManager.</param>
internal sealed record SetupAlarm(string Service, string Node, int Number, string? Meaning, string? Parameter);
