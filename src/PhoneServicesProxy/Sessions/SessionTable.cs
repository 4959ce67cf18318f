namespace PhoneServicesProxy.Sessions;

/// <summary>
/// Remembers which node gave out which session. Its size is fixed: a session falls into one bucket, and where that is full
/// the one that has been idle for longest makes room. There is no lock: a slot is read, and replaced, at one stroke.
/// </summary>
internal sealed class SessionTable(TimeProvider time)
{
    /// <summary>Phones drop a cookie that they have not used for this long (XSI 9.1), and Tomcat the session.</summary>
    public static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(30);

    public const int BucketSize = 4;

    /// <summary>Of 40,000 sessions fewer than one in a hundred finds its bucket full. A table that is full takes 7 MB.</summary>
    private const int Buckets = 1 << 15;

    private readonly SessionEntry?[] _slots = new SessionEntry?[Buckets * BucketSize];

    /// <summary>Null where the session is not known or has been idle for too long.</summary>
    public SessionEntry? Find(ulong session)
    {
        foreach (ref var slot in BucketOf(session))
        {
            if (Volatile.Read(ref slot) is { } entry && entry.Session == session)
            {
                return time.GetElapsedTime(entry.LastUse) <= MaxIdle ? entry : null;
            }
        }

        return null;
    }

    /// <summary>Notes that the session is this node's and in use now.</summary>
    public void Remember(ulong session, string node)
    {
        var now = time.GetTimestamp();
        while (true)
        {
            ref var slot = ref SlotFor(session, out var found);
            if (found is not null && found.Session == session && found.Node == node)
            {
                found.LastUse = now;
                return;
            }

            if (Interlocked.CompareExchange(ref slot, new SessionEntry(session, node, now), found) == found)
            {
                return;
            }

            // Another session took the slot in the meantime: look again.
        }
    }

    /// <summary>The session's own slot, else an empty one, else that of the longest idle session.</summary>
    private ref SessionEntry? SlotFor(ulong session, out SessionEntry? found)
    {
        var bucket = BucketOf(session);
        ref var best = ref bucket[0];
        found = Volatile.Read(ref best);
        for (var i = 0; i < bucket.Length; i++)
        {
            ref var slot = ref bucket[i];
            var entry = Volatile.Read(ref slot);
            if (entry is not null && entry.Session == session)
            {
                found = entry;
                return ref slot;
            }

            if (found is not null && (entry is null || entry.LastUse < found.LastUse))
            {
                best = ref slot;
                found = entry;
            }
        }

        return ref best;
    }

    private Span<SessionEntry?> BucketOf(ulong session) => _slots.AsSpan((int)(session % Buckets) * BucketSize, BucketSize);
}
