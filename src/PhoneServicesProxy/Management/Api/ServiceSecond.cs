namespace PhoneServicesProxy.Management.Api;

/// <summary>One second of one service.</summary>
/// <param name="Service">The service: the name of its cluster.</param>
/// <param name="Presses">Key presses by outcome.</param>
public sealed record ServiceSecond(string Service, PressCounts Presses);
