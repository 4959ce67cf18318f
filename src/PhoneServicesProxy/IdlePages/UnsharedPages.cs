namespace PhoneServicesProxy.IdlePages;

/// <summary>
/// Pages that must not be shared according to a node's recent answer. For a minute, each phone's request for such a page goes to a node. Otherwise
/// phones would wait for an answer that they cannot use.
/// </summary>
internal sealed class UnsharedPages(TimeProvider time)
{
    /// <summary>A site has only a few idle pages.</summary>
    private const int MaxPages = 256;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private readonly Dictionary<PathString, long> _since = [];
    private readonly Lock _lock = new();

    public void Add(PathString path)
    {
        lock (_lock)
        {
            if (_since.Count >= MaxPages)
            {
                _since.Clear();
            }

            _since[path] = time.GetTimestamp();
        }
    }

    public bool Contains(PathString path)
    {
        lock (_lock)
        {
            if (!_since.TryGetValue(path, out var since))
            {
                return false;
            }

            if (time.GetElapsedTime(since) < Period)
            {
                return true;
            }

            _since.Remove(path);
            return false;
        }
    }
}
