namespace PhoneServicesProxy.Management.Orders;

/// <summary>What became of an order.</summary>
internal enum AuditResult
{
    /// <summary>It was carried out.</summary>
    Done,

    /// <summary>Whoever gave it may not, or not yet.</summary>
    Refused,

    /// <summary>It cannot be carried out.</summary>
    Failed,
}
