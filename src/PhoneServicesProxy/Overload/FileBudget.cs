namespace PhoneServicesProxy.Overload;

/// <summary>
/// Shares out the files that the process may open: what the gateway needs for itself, then connections to nodes, and the rest for phones.
/// To be made when everything is loaded and nobody is connected yet.
/// </summary>
internal sealed class FileBudget
{
    /// <summary>For the listeners, what watches the sockets, the management endpoint, telemetry, name servers, and files that are read again.</summary>
    private const int Aside = 32;

    /// <summary>Connections to nodes, for presses and probes. A press takes one, or two or three where nodes are late.</summary>
    private const int MostForNodes = 1000;

    /// <summary>Of phones and of nodes together: below that a single phone would be in the way of another.</summary>
    private const int Least = 24;

    /// <summary>What each press may take at most: the phone's connection, and two to nodes.</summary>
    private const int ForPress = 3;

    /// <summary>What the gateway has open for itself on Linux when it serves, each assembly twice.</summary>
    private const int UsualOwn = 320;

    /// <summary>What the process has open for itself.</summary>
    public int Own { get; } = OpenFiles.Count();

    /// <summary>Why the gateway cannot serve with such a limit, and what to write; null where it can.</summary>
    /// <param name="limit">How many files the process may open.</param>
    /// <param name="own">How many of them it has open for itself; more will come before it serves.</param>
    public static string? ComplaintOf(long limit, int own)
    {
        var needed = Math.Max(own, UsualOwn) + Aside + Least;
        return limit >= needed ? null
            : $"The gateway cannot serve: the process may open {limit} files, and needs {needed} at least, for itself, some phones and the connections to nodes, and three more for each further phone. "
            + "Write LimitNOFILE=65536 into the unit of systemd, or type ulimit -n 65536 in the shell that starts it.";
    }

    /// <summary>How many connections of phones are possible now: none where the limit was lowered too far meanwhile.</summary>
    public int ForPhones() => Latest = ForPhones(OpenFiles.Limit(), Own);

    /// <summary>The same without asking the kernel: as it was when the last connection came.</summary>
    public int Latest { get; private set; } = int.MaxValue;

    /// <param name="limit">How many files the process may open.</param>
    /// <param name="own">How many of them it has open for itself.</param>
    public static int ForPhones(long limit, int own)
    {
        var rest = Math.Max(0, limit - own - Aside);
        return (int)Math.Min(int.MaxValue, Math.Max(rest / ForPress, rest - MostForNodes));
    }
}
