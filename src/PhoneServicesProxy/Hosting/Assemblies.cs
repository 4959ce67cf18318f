using System.Reflection;

namespace PhoneServicesProxy.Hosting;

/// <summary>
/// Loads all assemblies that the gateway may ever need before it serves. By default the runtime loads an assembly at its first use. At that moment no
/// file descriptor may be left, and the runtime would remember the failure for the life of the process.
/// </summary>
internal static class Assemblies
{
    /// <summary>Assemblies for commands, the demo, or Redis, which loads its own when it connects at the start.</summary>
    private static readonly HashSet<string> NotNeeded = new(StringComparer.Ordinal)
    {
        "CallManagerSimulator", "Spectre.Console", "Spectre.Console.Ansi", "StackExchange.Redis", "Pipelines.Sockets.Unofficial",
        "Microsoft.Extensions.Caching.StackExchangeRedis", "netstandard",
    };

    /// <summary>Assemblies that only the framework uses: for certificates, compression, XML, and stack traces in the log.</summary>
    private static readonly string[] OfTheFramework =
    [
        "Microsoft.AspNetCore.Diagnostics.Abstractions", "Microsoft.Extensions.Diagnostics", "Microsoft.Extensions.ObjectPool", "Microsoft.Extensions.Validation",
        "System.Collections.Immutable", "System.Collections.Specialized", "System.Diagnostics.StackTrace", "System.Formats.Asn1",
        "System.IO.Compression.Brotli", "System.IO.MemoryMappedFiles", "System.Linq.Expressions", "System.Net.WebHeaderCollection", "System.Net.WebSockets",
        "System.Numerics.Vectors", "System.ObjectModel", "System.Private.Xml", "System.Private.Xml.Linq", "System.Reflection.Emit.ILGeneration",
        "System.Reflection.Emit.Lightweight", "System.Reflection.Metadata", "System.Reflection.Primitives", "System.Runtime.Loader", "System.Security.Claims",
        "System.Threading.Overlapped",
    ];

    public static void LoadAll()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<Assembly>([typeof(Assemblies).Assembly]);
        while (next.TryDequeue(out var assembly))
        {
            foreach (var reference in assembly.GetReferencedAssemblies())
            {
                if (!NotNeeded.Contains(reference.Name!) && seen.Add(reference.Name!) && Load(reference) is { } loaded && !IsOfTheFramework(reference.Name!))
                {
                    next.Enqueue(loaded);
                }
            }
        }

        foreach (var name in OfTheFramework)
        {
            Load(new(name));
        }
    }

    private static Assembly? Load(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (FileNotFoundException) when (!name.Name!.StartsWith(nameof(PhoneServicesProxy), StringComparison.Ordinal))
        {
            // Libraries also name assemblies for other systems, which are not shipped.
            return null;
        }
    }

    private static bool IsOfTheFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal);
}
