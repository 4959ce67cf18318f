namespace PhoneServicesProxy.Management.Orders;

/// <summary>The audit log cannot be written.</summary>
/// <param name="Since">Since when.</param>
/// <param name="File">The file.</param>
/// <param name="Error">Why.</param>
internal sealed record AuditTrouble(DateTimeOffset Since, string File, string Error);
