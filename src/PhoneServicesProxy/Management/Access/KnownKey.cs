namespace PhoneServicesProxy.Management.Access;

/// <summary>A valid key. Only its hash is kept.</summary>
/// <param name="Name">The owner.</param>
/// <param name="Role">Its rights.</param>
/// <param name="Hash">The key's SHA-256 hash.</param>
internal sealed record KnownKey(string Name, ManagementRole Role, byte[] Hash);
