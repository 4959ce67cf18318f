using System.Globalization;

namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>The number of files that a process on this machine may open. The runtime raises the soft limit to the hard limit at its start.</summary>
internal static class DescriptorLimit
{
    private const string Line = "Max open files";

    /// <summary>The descriptors that the gateway needs for other purposes (assemblies, log, connections to nodes) or leaves free.</summary>
    private const int Reserve = 1500;

    public static int OfProcess() => int.Parse(
        File.ReadLines("/proc/self/limits").Single(line => line.StartsWith(Line, StringComparison.Ordinal))[Line.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
        CultureInfo.InvariantCulture);

    /// <summary>The number of connections that two programs can have with each other.</summary>
    public static int ForConnections() => OfProcess() - Reserve;
}
