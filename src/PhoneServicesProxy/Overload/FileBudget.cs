namespace PhoneServicesProxy.Overload;

/// <summary>
/// Divides the files that the process may open. The gateway's own files come first, then connections to nodes. The rest is for phones.
/// It must be created after everything is loaded, and before a client connects.
/// </summary>
internal sealed class FileBudget
{
    /// <summary>Files for listeners, epoll, the management endpoint, telemetry, name servers, and for files that are read again.</summary>
    private const int Reserve = 32;

    /// <summary>Connections to nodes, for presses and probes. A press uses one, or two or three if nodes are late.</summary>
    private const int MaxForNodes = 1000;

    /// <summary>The smallest useful number of connections to phones and nodes. With fewer, even two phones would have to wait for each other.</summary>
    private const int MinConnections = 24;

    /// <summary>The files of one press: the phone's connection and two connections to nodes.</summary>
    private const int PerPress = 3;

    /// <summary>The files that a serving gateway has open for itself on Linux. Each assembly counts twice.</summary>
    private const int TypicalOwn = 320;

    /// <summary>The files that the process had open for itself at the start.</summary>
    public int Own { get; } = OpenFiles.Count();

    /// <summary>Returns why the gateway cannot serve with this limit, and the remedy. Null if it can serve.</summary>
    /// <param name="limit">The number of files that the process may open.</param>
    /// <param name="own">The number of files that it has open for itself now. It may open more before it serves.</param>
    public static string? ErrorFor(long limit, int own)
    {
        var needed = Math.Max(own, TypicalOwn) + Reserve + MinConnections;
        return limit >= needed ? null
            : $"The gateway cannot serve: the process may open {limit} files, and needs {needed} at least. Each further phone takes up to {PerPress} more. "
            + "Write LimitNOFILE=65536 into the systemd unit, or type ulimit -n 65536 in the shell that starts the gateway.";
    }

    /// <summary>Returns the number of phones' connections that are possible now. It is 0 if the limit was lowered too far meanwhile.</summary>
    public int ForPhones() => LatestForPhones = ForPhones(OpenFiles.Limit(), Own);

    /// <summary>The last result of <see cref="ForPhones()"/>. Reading it makes no call to the kernel.</summary>
    public int LatestForPhones { get; private set; } = int.MaxValue;

    /// <param name="limit">The number of files that the process may open.</param>
    /// <param name="own">The number of files that it has open for itself.</param>
    public static int ForPhones(long limit, int own)
    {
        var rest = Math.Max(0, limit - own - Reserve);
        return (int)Math.Min(int.MaxValue, Math.Max(rest / PerPress, rest - MaxForNodes));
    }
}
