using System.Reflection;

namespace PhoneServicesProxy.Hosting;

/// <summary>
/// Loads what the gateway may ever need, before it serves. By itself the runtime loads an assembly when it is first used: by the first press perhaps,
/// or by the first one that fails, at a moment when no file can be opened any more. That failure would then be remembered for good.
/// </summary>
internal static class Assemblies
{
    /// <summary>For commands, the demo, or Redis, which takes what it needs when it connects at the start.</summary>
    private static readonly HashSet<string> NotNeeded = new(StringComparer.Ordinal)
    {
        "CallManagerSimulator", "Spectre.Console", "Spectre.Console.Ansi", "StackExchange.Redis", "Pipelines.Sockets.Unofficial",
        "Microsoft.Extensions.Caching.StackExchangeRedis", "netstandard",
    };

    /// <summary>What parts of the framework use, and none of ours: certificates, unpacking, XML, and the lines of an exception in the log.</summary>
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
            // Libraries name some that are for other systems, and are not shipped.
            return null;
        }
    }

    private static bool IsOfTheFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal);
}
