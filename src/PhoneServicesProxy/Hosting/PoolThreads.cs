namespace PhoneServicesProxy.Hosting;

/// <summary>
/// Has the pool make some threads before the gateway serves; by the runtime's setting ThreadTimeoutMs they stay. A thread opens files when it begins
/// (a pipe), and where the pool cannot make one because none is left, the runtime ends the process with "Out of memory.".
/// </summary>
internal static class PoolThreads
{
    private static readonly int Wanted = 16 + Environment.ProcessorCount;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Make()
    {
        ThreadPool.GetMinThreads(out var workers, out var completion);
        ThreadPool.SetMinThreads(Math.Max(workers, Wanted), completion);

        // Not disposed: one that is late may still wait for it.
        var all = new CountdownEvent(Wanted);
        for (var thread = 0; thread < Wanted; thread++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static all => Meet(all), all, preferLocal: false);
        }

        all.Wait(Patience);
        ThreadPool.SetMinThreads(workers, completion);
    }

    /// <summary>Each takes a thread of its own: it waits for all others.</summary>
    private static void Meet(CountdownEvent all)
    {
        all.Signal();
        all.Wait(Patience);
    }
}
