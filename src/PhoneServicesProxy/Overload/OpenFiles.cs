using System.Globalization;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// How many files, so also sockets, this process may open. Where none is left the kernel takes connections that nobody can accept, and no
/// node can be reached.
/// </summary>
internal static class OpenFiles
{
    /// <summary>Assemblies, log, listeners, and connections to nodes, of which each press in flight takes one or two.</summary>
    private const int Reserve = 1000;

    private const string Line = "Max open files";

    /// <summary>The runtime raises the soft limit to the hard one when it starts.</summary>
    public static long Limit()
    {
        // proc(5): "Max open files   soft   hard   files".
        var line = OperatingSystem.IsLinux()
            ? File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal))
            : null;
        var soft = line?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return long.TryParse(soft, CultureInfo.InvariantCulture, out var limit) ? limit : long.MaxValue;
    }

    /// <summary>How many connections of phones that leaves: at least half.</summary>
    public static int ForPhones()
    {
        var limit = Limit();
        return (int)Math.Min(int.MaxValue, Math.Max(limit / 2, limit - Reserve));
    }
}
