using System.Collections.Concurrent;

namespace CallManagerSimulator;

/// <summary>Counts the requests that a node has received and executed since its start or its last reset. The values are live.</summary>
public sealed class NodeCounters
{
    private const int MaxPaths = 1000;
    private readonly ConcurrentDictionary<string, long> _paths = new(StringComparer.OrdinalIgnoreCase);
    private long _requests;
    private long _admin;
    private long _logins;
    private long _refusedLogins;
    private long _logouts;
    private long _pinChanges;
    private long _authentications;
    private long _personalLogins;
    private int _concurrent;
    private int _mostConcurrent;

    /// <summary>Requests received, answered or not.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Requests for /ccmadmin: a gateway must never let one through.</summary>
    public long AdminRequests => Interlocked.Read(ref _admin);

    /// <summary>Extension Mobility logins executed, successful or not.</summary>
    public long LoginsExecuted => Interlocked.Read(ref _logins);

    /// <summary>Logins and logouts refused with (26), because the node was at its limit.</summary>
    public long LoginsRefused => Interlocked.Read(ref _refusedLogins);

    /// <summary>Extension Mobility logouts executed, successful or not.</summary>
    public long LogoutsExecuted => Interlocked.Read(ref _logouts);

    /// <summary>PIN changes executed, successful or not.</summary>
    public long PinChangesExecuted => Interlocked.Read(ref _pinChanges);

    /// <summary>Answers of authenticate that checked a password.</summary>
    public long AuthenticationsExecuted => Interlocked.Read(ref _authentications);

    /// <summary>Logins to the personal directory executed, successful or not.</summary>
    public long PersonalDirectoryLoginsExecuted => Interlocked.Read(ref _personalLogins);

    /// <summary>Requests in progress: received, and no byte of their answer sent yet.</summary>
    public int Concurrent => Volatile.Read(ref _concurrent);

    /// <summary>The most requests in progress at once.</summary>
    public int MostConcurrent => Volatile.Read(ref _mostConcurrent);

    /// <summary>Requests by path, without query and without <c>;jsessionid</c>.</summary>
    public IReadOnlyDictionary<string, long> Paths => new Dictionary<string, long>(_paths, StringComparer.OrdinalIgnoreCase);

    /// <summary>Requests received for this path, without regard to case.</summary>
    public long RequestsFor(string path) => _paths.GetValueOrDefault(path);

    internal void CountRequest(string path, bool admin)
    {
        Interlocked.Increment(ref _requests);
        if (admin)
        {
            Interlocked.Increment(ref _admin);
        }

        if (_paths.Count < MaxPaths || _paths.ContainsKey(path))
        {
            _paths.AddOrUpdate(path, 1, static (_, count) => count + 1);
        }
    }

    internal void BeginWork()
    {
        var now = Interlocked.Increment(ref _concurrent);
        for (var most = MostConcurrent; now > most; most = MostConcurrent)
        {
            Interlocked.CompareExchange(ref _mostConcurrent, now, most);
        }
    }

    internal void EndWork() => Interlocked.Decrement(ref _concurrent);

    internal void CountLogin() => Interlocked.Increment(ref _logins);

    internal void CountRefusedLogin() => Interlocked.Increment(ref _refusedLogins);

    internal void CountLogout() => Interlocked.Increment(ref _logouts);

    internal void CountPinChange() => Interlocked.Increment(ref _pinChanges);

    internal void CountAuthentication() => Interlocked.Increment(ref _authentications);

    internal void CountPersonalLogin() => Interlocked.Increment(ref _personalLogins);

    internal void Reset()
    {
        Interlocked.Exchange(ref _requests, 0);
        Interlocked.Exchange(ref _admin, 0);
        Interlocked.Exchange(ref _logins, 0);
        Interlocked.Exchange(ref _refusedLogins, 0);
        Interlocked.Exchange(ref _logouts, 0);
        Interlocked.Exchange(ref _pinChanges, 0);
        Interlocked.Exchange(ref _authentications, 0);
        Interlocked.Exchange(ref _personalLogins, 0);
        Interlocked.Exchange(ref _mostConcurrent, Concurrent);
        _paths.Clear();
    }
}
