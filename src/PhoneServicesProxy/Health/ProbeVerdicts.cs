namespace PhoneServicesProxy.Health;

/// <summary>
/// Lets one result after the other through to the health policy. Probes of a node run in parallel, so an old one may end
/// after a young one: where it contradicts the young one it says how the node was, not how it is.
/// </summary>
internal sealed class ProbeVerdicts
{
    private readonly Lock _gate = new();
    private (long Started, bool Good)? _youngest;
    private bool _closed;

    /// <summary>Results that counted.</summary>
    public int Count { get; private set; }

    /// <summary>Calls <paramref name="judge"/> unless the result is outdated. True when it counted.</summary>
    public bool Judge(long started, bool good, Action judge)
    {
        lock (_gate)
        {
            if (_closed || (_youngest is { } youngest && started < youngest.Started && good != youngest.Good))
            {
                return false;
            }

            if (_youngest is null || started >= _youngest.Value.Started)
            {
                _youngest = (started, good);
            }

            Count++;
            judge();
            return true;
        }
    }

    /// <summary>No result counts any more: the node was removed, or has become another one.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }
}
