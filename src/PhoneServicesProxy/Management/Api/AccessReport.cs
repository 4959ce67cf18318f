namespace PhoneServicesProxy.Management.Api;

/// <summary>Who asks, and what that one may do.</summary>
/// <param name="Name">The name of the key.</param>
/// <param name="Role">The rights of the key, <c>viewer</c> or <c>operator</c>; null where none was sent.</param>
/// <param name="MayOrder">Whether orders are accepted.</param>
/// <param name="Text">The same in words, and what is missing.</param>
public sealed record AccessReport(string Name, string? Role, bool MayOrder, string Text);
