namespace PhoneServicesProxy.Management.Access;

/// <summary>A valid key. Only its hash is kept.</summary>
/// <param name="Name">The owner.</param>
/// <param name="Role">Its rights.</param>
/// <param name="Hash">The key's SHA-256 hash.</param>
internal sealed record KnownKey(string Name, ManagementRole Role, byte[] Hash);

/// <summary>A key file that cannot be used now.</summary>
/// <param name="Name">The owner of the key.</param>
/// <param name="File">The file.</param>
/// <param name="Fault">The problem, such as "which is empty".</param>
/// <param name="HasBefore">True if the previous key is still valid; false if there is no key.</param>
/// <param name="Since">The time when the fault was first seen.</param>
internal sealed record KeyFault(string Name, string File, string Fault, bool HasBefore, DateTimeOffset Since);
