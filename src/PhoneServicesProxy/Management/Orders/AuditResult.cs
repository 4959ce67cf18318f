namespace PhoneServicesProxy.Management.Orders;

/// <summary>The result of an order.</summary>
internal enum AuditResult
{
    /// <summary>It was carried out.</summary>
    Done,

    /// <summary>The caller may not give it, or not yet.</summary>
    Refused,

    /// <summary>It could not be carried out.</summary>
    Failed,
}

/// <summary>The audit log cannot be written.</summary>
/// <param name="Since">The start of the problem.</param>
/// <param name="File">The file.</param>
/// <param name="Error">The reason.</param>
internal sealed record AuditTrouble(DateTimeOffset Since, string File, string Error);
