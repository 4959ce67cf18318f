namespace PhoneServicesProxy.Exhaustion;

/// <summary>
/// Where everything that lacks descriptors, ports, memory or time says so: it is counted, and told at most once a minute for each cause, with
/// what to do.
/// </summary>
internal sealed partial class GatewayExhaustion(ExhaustionMetrics metrics, TimeProvider time, ILogger<GatewayExhaustion> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly int Unforeseen = Enum.GetValues<ExhaustedResource>().Length;

    private readonly long?[] _told = new long?[Unforeseen + 1];
    private readonly long[] _last = [.. Enumerable.Repeat(long.MinValue, Unforeseen)];
    private readonly Lock _telling = new();

    /// <summary>Raised at most once a minute for each cause, with the line of the log.</summary>
    public event Action<string>? Told;

    /// <summary>Takes note of an exception; true where it is one of these.</summary>
    public bool Note(Exception error)
    {
        if (ExhaustionErrors.Of(error) is not { } resource)
        {
            return false;
        }

        Note(resource);
        return true;
    }

    /// <param name="resource">What was lacking.</param>
    /// <param name="duration">For how long work waited, where that is the matter.</param>
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
        Told?.Invoke($"{what} {remedy}");
    }

    /// <summary>For threads that must not end, whatever happens: takes note of an exception and throws none itself.</summary>
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
            // Not even that.
        }
    }

    /// <summary>Whether there was too little of it since then.</summary>
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

    [LoggerMessage(1, LogLevel.Warning, "{What} This is held against no node. {Remedy}", EventName = "GatewayExhausted")]
    private partial void LogExhausted(string what, string remedy);

    [LoggerMessage(2, LogLevel.Error, "Something failed that must not end the gateway; it goes on.", EventName = "GatewayGoesOn")]
    private partial void LogUnforeseen(Exception error);
}
