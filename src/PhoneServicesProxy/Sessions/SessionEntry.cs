namespace PhoneServicesProxy.Sessions;

/// <summary>A session that a node gave out.</summary>
/// <param name="session">Hash of its id.</param>
/// <param name="node">Host and port of the node.</param>
/// <param name="now">Timestamp of its first use.</param>
internal sealed class SessionEntry(ulong session, string node, long now)
{
    private long _lastUse = now;

    public ulong Session => session;

    public string Node => node;

    /// <summary>Timestamp of the last request that took the session to its node.</summary>
    public long LastUse
    {
        get => Volatile.Read(ref _lastUse);
        set => Volatile.Write(ref _lastUse, value);
    }
}
