namespace PhoneServicesProxy.Security;

/// <summary>
/// A fixed number of entries: each key falls into a bucket, and where that is full the entry whose failures weigh least makes room.
/// So whoever wants to be forgotten must fail in many other names, and has to wait as their address.
/// </summary>
internal sealed class FailureTable
{
    public const int BucketSize = 8;

    /// <summary>Takes 2 MB.</summary>
    private const int Buckets = 1 << 13;

    private readonly FailureEntry[] _entries = new FailureEntry[Buckets * BucketSize];

    /// <summary>The key's own entry, else the one that it may take the place of.</summary>
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

            // The lighter one, and of equal ones the older.
            if (bucket[i].Weight < bucket[best].Weight || (bucket[i].Weight == bucket[best].Weight && bucket[i].Last < bucket[best].Last))
            {
                best = i;
            }
        }

        return ref bucket[best];
    }
}
