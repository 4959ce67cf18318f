namespace PhoneServicesProxy.Management.Api;

/// <summary>The outcome of presses in the last minute.</summary>
/// <param name="Losing">True if somebody got an error page or an old page.</param>
/// <param name="Text">The same in words.</param>
/// <param name="LastMinute">Key presses of the last 60 seconds by outcome.</param>
public sealed record UsersReport(bool Losing, string Text, PressCounts LastMinute);
