namespace PhoneServicesProxy.Management.Access;

/// <summary>A key's file cannot be used as it is now.</summary>
/// <param name="Name">Whose key it is.</param>
/// <param name="File">The file.</param>
/// <param name="Fault">What is wrong, such as "which is empty".</param>
/// <param name="HasBefore">Whether the key from before counts meanwhile; otherwise there is none.</param>
/// <param name="Since">Since when.</param>
internal sealed record KeyFault(string Name, string File, string Fault, bool HasBefore, DateTimeOffset Since);
