using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.Management.StatusPage;

/// <summary>
/// The status page for the engineer on call. It is a client of the API. Its files contain no data of this gateway, so everyone may read them.
/// </summary>
internal static class PageFiles
{
    private const string Folder = "StatusPage/";

    /// <summary>Only the page's own files and its own gateway are allowed, so a node's name cannot become a script.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, byte[]> Files = Read();

    /// <summary>True if this is the path of one of the page's files.</summary>
    public static bool Has(PathString path) => Files.ContainsKey(path.Value ?? "");

    public static void MapStatusPage(this IEndpointRouteBuilder server)
    {
        foreach (var (path, content) in Files)
        {
            var type = Types[Path.GetExtension(path) is { Length: > 0 } extension ? extension : ".html"];
            server.MapGet(path, (HttpContext context) =>
            {
                context.Response.Headers[HeaderNames.ContentSecurityPolicy] = Policy;
                return Results.Bytes(content, type);
            }).ExcludeFromDescription();
        }
    }

    private static FrozenDictionary<string, byte[]> Read()
    {
        var assembly = typeof(PageFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => PathOf(name[Folder.Length..]), name =>
            {
                using var content = new MemoryStream();
                assembly.GetManifestResourceStream(name)!.CopyTo(content);
                return content.ToArray();
            });
    }

    private static string PathOf(string file) => file == "index.html" ? "/" : $"/status/{file}";
}
