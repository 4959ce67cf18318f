namespace PhoneServicesProxy.Management.Api;

/// <summary>The caller and its rights.</summary>
/// <param name="Name">The name of the key.</param>
/// <param name="Role">The rights of the key, <c>viewer</c> or <c>operator</c>; null if no key was sent.</param>
/// <param name="MayOrder">True if orders are accepted.</param>
/// <param name="Text">The same in words, with what is missing.</param>
public sealed record AccessReport(string Name, string? Role, bool MayOrder, string Text);
