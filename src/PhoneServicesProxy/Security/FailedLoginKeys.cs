namespace PhoneServicesProxy.Security;

/// <summary>The keys under which one login is counted. They are hashes, never the values themselves; 0 means not counted.</summary>
/// <param name="Device">The device's key.</param>
/// <param name="User">The user's key.</param>
/// <param name="Address">The client address's key.</param>
internal readonly record struct FailedLoginKeys(ulong Device, ulong User, ulong Address);
