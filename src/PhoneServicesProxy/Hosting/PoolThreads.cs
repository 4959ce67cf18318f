namespace PhoneServicesProxy.Hosting;

/// <summary>
/// Creates some pool threads before the gateway serves. The runtime setting ThreadTimeoutMs keeps them. A new thread opens file descriptors (a pipe).
/// If none is left, the runtime ends the process with "Out of memory.".
/// </summary>
internal static class PoolThreads
{
    private static readonly int Wanted = 16 + Environment.ProcessorCount;

    /// <summary>
    /// One for each processor. Measured on two: with twice as many, the pool wakes more of them for each press, which costs 4 µs of CPU on a kept and
    /// 10 µs on a new connection. Two at least, so that work goes on while a call blocks one of them.
    /// </summary>
    private static readonly int Used = Math.Max(2, Environment.ProcessorCount);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Make()
    {
        ThreadPool.GetMinThreads(out var workers, out var completion);
        ThreadPool.SetMinThreads(Math.Max(workers, Wanted), completion);

        // Not disposed, because a late thread may still wait for it.
        var all = new CountdownEvent(Wanted);
        for (var thread = 0; thread < Wanted; thread++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static all => Meet(all), all, preferLocal: false);
        }

        all.Wait(Patience);
        Use(Math.Max(workers, Used), completion);
    }

    /// <summary>
    /// Makes the pool work with this many threads again. Otherwise it goes on to wake all that exist, which costs a new connection a fifteenth of its
    /// CPU time. The pool lowers that number only if a limit below it is set, so one is set for a moment.
    /// </summary>
    private static void Use(int workers, int completion)
    {
        ThreadPool.SetMinThreads(workers, completion);
        ThreadPool.GetMaxThreads(out var most, out var mostCompletion);
        ThreadPool.SetMaxThreads(workers, mostCompletion);
        ThreadPool.SetMaxThreads(most, mostCompletion);
    }

    /// <summary>Each call occupies a thread until all have begun.</summary>
    private static void Meet(CountdownEvent all)
    {
        all.Signal();
        all.Wait(Patience);
    }
}
