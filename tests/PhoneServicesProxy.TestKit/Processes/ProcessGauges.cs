namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>What a process holds at a moment, from <c>/proc</c>.</summary>
/// <param name="ResidentBytes">Memory in RAM.</param>
/// <param name="OpenFiles">File descriptors of any kind.</param>
/// <param name="Sockets">Those of them that are sockets.</param>
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

    /// <summary>Null for a descriptor that was closed meanwhile.</summary>
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
