namespace PhoneServicesProxy.Health;

/// <summary>
/// Passes results to the health policy one at a time. Probes of a node run in parallel, so an older one may end after a newer one. An older
/// result that contradicts the newer one is outdated, and does not count.
/// </summary>
internal sealed class ProbeVerdicts
{
    private readonly Lock _gate = new();
    private (long Started, bool Good)? _youngest;
    private bool _closed;

    /// <summary>The number of results that counted.</summary>
    public int Count { get; private set; }

    /// <summary>Calls <paramref name="judge"/> unless the result is outdated. Returns true if the result counted.</summary>
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

    /// <summary>Ignores all later results, because the node was removed or its address has changed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }
}
