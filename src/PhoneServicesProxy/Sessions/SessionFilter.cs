namespace PhoneServicesProxy.Sessions;

/// <summary>
/// Takes out of a request what names a session of another node: there it means nothing, and the node starts one of its own.
/// All else stays as the phone wrote it.
/// </summary>
internal sealed class SessionFilter(SessionTable table, string node, bool passUnknown)
{
    private const string PathParameter = ";jsessionid=";

    /// <summary>What goes to the node of a Cookie header; null where nothing is left.</summary>
    public string? Cookies(string header)
    {
        var left = new List<string>();
        var isWhole = true;
        foreach (var range in header.AsSpan().Split(';'))
        {
            var pair = header.AsSpan()[range];
            if (SessionCookie.TryGetId(pair, out var id) && !Passes(id))
            {
                isWhole = false;
            }
            else
            {
                left.Add(pair.ToString());
            }
        }

        if (isWhole)
        {
            return header;
        }

        var cookies = string.Join(';', left).TrimStart();
        return cookies.AsSpan().Trim("; ").IsEmpty ? null : cookies;
    }

    /// <summary>Path and query as they go to the node.</summary>
    public string PathAndQuery(string pathAndQuery)
    {
        var query = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? pathAndQuery.AsSpan() : pathAndQuery.AsSpan(0, query);
        var at = path.LastIndexOf(';');
        return at >= 0 && path[at..].StartsWith(PathParameter, StringComparison.OrdinalIgnoreCase) && !Passes(path[(at + PathParameter.Length)..])
            ? string.Concat(path[..at], pathAndQuery.AsSpan(path.Length))
            : pathAndQuery;
    }

    private bool Passes(ReadOnlySpan<char> id) => table.Find(SessionCookie.Hash(id)) is { } session ? session.Node == node : passUnknown;
}
