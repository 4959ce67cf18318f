namespace PhoneServicesProxy.Management.OrderLog;

/// <summary>The result of an order.</summary>
internal enum OrderOutcome
{
    /// <summary>It was carried out.</summary>
    Done,

    /// <summary>The caller may not give it, or not yet.</summary>
    Refused,

    /// <summary>It could not be carried out.</summary>
    Failed,
}
