namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>The current resources of a process, from <c>/proc</c>.</summary>
/// <param name="ResidentBytes">Memory in RAM.</param>
/// <param name="OpenFiles">File descriptors of any kind.</param>
/// <param name="Sockets">The number of sockets among them.</param>
/// <param name="Threads">Threads of any kind.</param>
internal readonly record struct ProcessGauges(long ResidentBytes, int OpenFiles, int Sockets, int Threads = 0)
{
    public static ProcessGauges Of(int id)
    {
        var targets = Directory.GetFiles($"/proc/{id}/fd").Select(TargetOf).OfType<string>().ToArray();
        return new ProcessGauges(
            ProcessUsage.Of(id).ResidentBytes,
            targets.Length,
            targets.Count(target => target.StartsWith("socket:", StringComparison.Ordinal)),
            Directory.GetDirectories($"/proc/{id}/task").Length);
    }

    /// <summary>Returns null for a descriptor that was closed meanwhile.</summary>
    private static string? TargetOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
