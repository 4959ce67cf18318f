namespace PhoneServicesProxy.Exhaustion;

/// <summary>
/// Receives reports of missing descriptors, ports, memory, time or threads. It counts each, and logs at most once a minute for each cause, with
/// the remedy.
/// </summary>
internal sealed partial class GatewayExhaustion(ExhaustionMetrics metrics, TimeProvider time, ILogger<GatewayExhaustion> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly int Unforeseen = Enum.GetValues<ExhaustedResource>().Length;

    private readonly long?[] _told = new long?[Unforeseen + 1];
    private readonly long[] _last = [.. Enumerable.Repeat(long.MinValue, Unforeseen)];
    private readonly Lock _telling = new();

    /// <summary>Raised at most once a minute for each cause, with the text of the log message.</summary>
    public event Action<string>? Reported;

    /// <summary>Reports an exception if a missing resource caused it. Returns true if so.</summary>
    public bool Note(Exception error)
    {
        if (ExhaustionErrors.Of(error) is not { } resource)
        {
            return false;
        }

        Note(resource);
        return true;
    }

    /// <param name="resource">The missing resource.</param>
    /// <param name="duration">How long the process stood still or work waited for a thread.</param>
    public void Note(ExhaustedResource resource, TimeSpan duration = default)
    {
        metrics.Exhausted(resource);
        Volatile.Write(ref _last[(int)resource], time.GetTimestamp());
        if (!IsDue((int)resource))
        {
            return;
        }

        var (what, remedy) = Words(resource, duration);
        LogExhausted(what, remedy);
        Reported?.Invoke($"{what} {remedy}");
    }

    /// <summary>Reports an exception and never throws. It is for threads that must not end.</summary>
    public void Missed(Exception error)
    {
        try
        {
            if (!Note(error) && IsDue(Unforeseen))
            {
                LogUnforeseen(error);
            }
        }
        catch (Exception)
        {
            // If even the report fails, nothing more can be done.
        }
    }

    /// <summary>Returns true if the resource was missing at some time since the timestamp.</summary>
    public bool LackedSince(ExhaustedResource resource, long timestamp) => Volatile.Read(ref _last[(int)resource]) >= timestamp;

    private bool IsDue(int cause)
    {
        lock (_telling)
        {
            var now = time.GetTimestamp();
            if (_told[cause] is { } told && time.GetElapsedTime(told, now) < Pause)
            {
                return false;
            }

            _told[cause] = now;
            return true;
        }
    }

    private static (string What, string Remedy) Words(ExhaustedResource resource, TimeSpan duration) => resource switch
    {
        ExhaustedResource.Descriptors => (
            "The gateway can open no more files and connections.", "Raise LimitNOFILE in the unit of systemd, or ulimit -n, or the machine's fs.file-max."),
        ExhaustedResource.Ports => (
            "The gateway has no local port left for connections to nodes.", "Widen net.ipv4.ip_local_port_range, and see what else on this machine opens connections."),
        ExhaustedResource.Memory => (
            "The gateway has too little memory.", "Raise the limit of the container or of systemd (MemoryMax=), or DOTNET_GCHeapHardLimit, or lower MaxHeldSize of the failover policies."),
        ExhaustedResource.Stalled => (
            $"The gateway stood still for {duration.TotalSeconds:0.0} s.", "Somebody stopped the process or its virtual machine, or other programs have the processors."),
        _ => (
            $"Work waits {duration.TotalSeconds:0.0} s for a thread of the gateway.", "It needs more processors, or something keeps its threads busy."),
    };

    [LoggerMessage(1, LogLevel.Warning, "{What} No node is blamed for it. {Remedy}", EventName = "GatewayExhausted")]
    private partial void LogExhausted(string what, string remedy);

    [LoggerMessage(2, LogLevel.Error, "Something failed that must not end the gateway; it goes on.", EventName = "GatewayGoesOn")]
    private partial void LogUnforeseen(Exception error);
}
