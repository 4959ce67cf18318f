using Microsoft.Extensions.Primitives;

namespace CallManagerSimulator.Pages;

/// <summary>A request as the applications see it.</summary>
/// <param name="Path">Path without <c>;jsessionid</c>, in the request's own case.</param>
/// <param name="Query">Parameters of the query.</param>
/// <param name="Form">Parameters of a POSTed form.</param>
/// <param name="BehindProxy">True if the request has <c>Via</c>.</param>
internal sealed record PageRequest(string Path, IQueryCollection Query, IFormCollection Form, bool BehindProxy)
{
    private static readonly string[] ChangingParameters = ["userid", "seq", "doLogout", "UserID", "newseq"];

    /// <summary>False if a fault applies before execution. Then only the look of the page is needed.</summary>
    public bool Execute { get; init; } = true;

    /// <summary>First segment of the path.</summary>
    public string Application => Path.Split('/', 3) is [_, var first, _] ? first : "";

    /// <summary>True if its execution changes something, or counts as an attempt with a PIN or password.</summary>
    public bool Changes => Array.Exists(ChangingParameters, name => Find(name) is not null);

    /// <summary>The value of a parameter; blank if it is missing.</summary>
    public string this[string name] => Find(name) ?? "";

    public string? Find(string name) =>
        Query.TryGetValue(name, out var value) || Form.TryGetValue(name, out value) ? First(value) : null;

    private static string First(StringValues values) => values.Count == 0 ? "" : values[0] ?? "";
}
