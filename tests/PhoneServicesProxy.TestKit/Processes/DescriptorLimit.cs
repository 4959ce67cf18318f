using System.Globalization;

namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>How many files a process of this machine may open; the runtime raises the soft limit to the hard one when it starts.</summary>
internal static class DescriptorLimit
{
    private const string Line = "Max open files";

    /// <summary>For the gateway: assemblies, log, connections to nodes; and what it leaves free itself.</summary>
    private const int Reserve = 1500;

    public static int OfProcess() => int.Parse(
        File.ReadLines("/proc/self/limits").Single(line => line.StartsWith(Line, StringComparison.Ordinal))[Line.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
        CultureInfo.InvariantCulture);

    /// <summary>Connections that two programs can have with each other.</summary>
    public static int ForConnections() => OfProcess() - Reserve;
}
