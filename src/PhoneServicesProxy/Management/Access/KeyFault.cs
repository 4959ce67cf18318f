namespace PhoneServicesProxy.Management.Access;

/// <summary>A key file that cannot be used now.</summary>
/// <param name="Name">The owner of the key.</param>
/// <param name="File">The file.</param>
/// <param name="Fault">The problem, such as "which is empty".</param>
/// <param name="HasBefore">True if the previous key is still valid; false if there is no key.</param>
/// <param name="Since">The time when the fault was first seen.</param>
internal sealed record KeyFault(string Name, string File, string Fault, bool HasBefore, DateTimeOffset Since);
