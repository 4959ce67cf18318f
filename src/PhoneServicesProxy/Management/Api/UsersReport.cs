namespace PhoneServicesProxy.Management.Api;

/// <summary>What users saw in the last minute.</summary>
/// <param name="Losing">Whether somebody got an error page, or an old page in the place of the present one.</param>
/// <param name="Text">The same in words.</param>
/// <param name="LastMinute">Key presses of the last 60 seconds, by what the phone saw.</param>
public sealed record UsersReport(bool Losing, string Text, PressCounts LastMinute);
