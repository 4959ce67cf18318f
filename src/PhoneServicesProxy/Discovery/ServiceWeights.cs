namespace PhoneServicesProxy.Discovery;

/// <summary>
/// Converts SRV weights to node weights. In RFC 2782 a record of weight 0 still has a very small chance, and if all weights are
/// 0, all have the same chance. A node of weight 0 would get no new phone at all.
/// </summary>
internal static class ServiceWeights
{
    private const int Largest = 65535;
    private const int Smallness = 100;

    public static IEnumerable<ServiceRecord> Apply(IEnumerable<ServiceRecord> records) =>
        records.GroupBy(record => record.Priority).SelectMany(ApplyToTier);

    private static IEnumerable<ServiceRecord> ApplyToTier(IEnumerable<ServiceRecord> tier)
    {
        var records = tier.ToArray();
        if (records.All(record => record.Weight > 0))
        {
            return records;
        }

        var factor = Math.Min(Smallness, Largest / Math.Max(1, records.Max(record => record.Weight)));
        return records.Select(record => record with { Weight = Math.Max(1, record.Weight * factor) });
    }
}
