namespace PhoneServicesProxy.Security;

/// <summary>By what one login is counted: hashes, never what they are made of; 0 where it is not counted by that.</summary>
/// <param name="Device">The device's.</param>
/// <param name="User">The user's.</param>
/// <param name="Address">That of the address from which it came.</param>
internal readonly record struct FailedLoginKeys(ulong Device, ulong User, ulong Address);
