namespace PhoneServicesProxy.Security;

/// <summary>
/// A fixed number of entries in buckets. If a key's bucket is full, the entry with the smallest weight is replaced.
/// So an attacker who wants to be forgotten must fail with many other names, and then the address has to wait.
/// </summary>
internal sealed class FailureTable
{
    public const int BucketSize = 8;

    /// <summary>This many buckets take 2 MB.</summary>
    private const int Buckets = 1 << 13;

    private readonly FailureEntry[] _entries = new FailureEntry[Buckets * BucketSize];

    /// <summary>Returns the key's own entry, or the entry that it may replace.</summary>
    public ref FailureEntry Of(ulong key)
    {
        var bucket = _entries.AsSpan((int)((key >> 1) % Buckets) * BucketSize, BucketSize);
        var best = 0;
        for (var i = 0; i < bucket.Length; i++)
        {
            if (bucket[i].Key == key)
            {
                return ref bucket[i];
            }

            // The entry with the smaller weight is replaced; of equal ones, the older.
            if (bucket[i].Weight < bucket[best].Weight || (bucket[i].Weight == bucket[best].Weight && bucket[i].Last < bucket[best].Last))
            {
                best = i;
            }
        }

        return ref bucket[best];
    }
}

/// <summary>The failed logins of one device, user or address.</summary>
/// <param name="Key">Its hash; 0 for an empty entry.</param>
/// <param name="Score">The number of failures at the time of the last one, without those already forgotten.</param>
/// <param name="UnderWay">The number of logins that have begun and whose result is unknown.</param>
/// <param name="Last">The timestamp of the last failure.</param>
internal readonly record struct FailureEntry(ulong Key, double Score, int UnderWay, long Last)
{
    public double Weight => Score + UnderWay;
}
