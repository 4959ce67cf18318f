namespace PhoneServicesProxy.Discovery;

/// <summary>
/// SRV weights as ours. In RFC 2782 a record of weight 0 is chosen among others only with a very small chance, and where all are
/// 0 each has the same; a node of weight 0 would get no new phone at all.
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
