namespace PhoneServicesProxy.Management.Access;

/// <summary>A key that counts. It is kept as its hash alone.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Role">The rights that it gives.</param>
/// <param name="Hash">Its SHA-256.</param>
internal sealed record KnownKey(string Name, ManagementRole Role, byte[] Hash);
