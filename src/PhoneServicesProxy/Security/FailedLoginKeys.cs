namespace PhoneServicesProxy.Security;

/// <summary>By what one login is counted: hashes, never what they are made of.</summary>
/// <param name="Device">The device's.</param>
/// <param name="User">The user's.</param>
/// <param name="Address">That of the address from which it came; null where that is not counted.</param>
internal readonly record struct FailedLoginKeys(ulong Device, ulong User, ulong? Address);
