using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Sessions;

/// <summary>The sessions that a press carries. Their marks tell which nodes they belong to.</summary>
internal sealed class PressSessions
{
    /// <summary>Stands for a mark that belongs to no node of this configuration.</summary>
    private const string Nobodys = "";

    private readonly SessionMarks _marks;

    /// <summary>The marks in the order of the request, cookies before the path; null for a session without a mark.</summary>
    private readonly List<string?> _owners = [];

    private PressSessions(SessionMarks marks, SessionInPath? inPath) => (_marks, InPath) = (marks, inPath);

    /// <summary>The session in the path, as the phone sent it; null if there is none.</summary>
    public SessionInPath? InPath { get; }

    /// <summary>The sessions in the request's cookies and path. Null, without any allocation, if there are none.</summary>
    public static PressSessions? Of(HttpContext context, SessionMarks marks)
    {
        PressSessions? sessions = null;
        int? ofServerPages = null;
        var inPath = context.Features.Get<SessionInPath>();
        foreach (var header in context.Request.Headers.Cookie)
        {
            foreach (var range in header.AsSpan().Split(';'))
            {
                if (!SessionCookie.TryGetId(header.AsSpan()[range], out var id))
                {
                    continue;
                }

                sessions ??= new(marks, inPath);

                // Each IIS gives these cookies its own name, so they pile up, and a phone sends the newest last.
                var place = SessionCookie.IsOfServerPages(header.AsSpan()[range]) ? ofServerPages ??= sessions._owners.Count : sessions._owners.Count;
                sessions._owners.Insert(place, sessions.OwnerOf(id));
            }
        }

        // Tomcat also prefers a cookie to the session in the path.
        if (inPath is not null)
        {
            sessions ??= new(marks, inPath);
            sessions._owners.Add(sessions.OwnerOf(inPath.Id));
        }

        return sessions;
    }

    /// <summary>
    /// The place of the node's first session among those of the press; null if it has none. A phone sends the cookie with the longest path
    /// first (RFC 6265, 5.4). That cookie was set for exactly this application.
    /// </summary>
    public int? PlaceAt(DestinationState node) => _owners.IndexOf(_marks.Of(node)) is >= 0 and var place ? place : null;

    /// <summary>True if the node picked first may know one of the sessions, because the session has its mark or none.</summary>
    public bool MayBelongTo(DestinationState first) => _owners.Contains(null) || PlaceAt(first) is not null;

    /// <summary>
    /// The Cookie header for the node: its own sessions without their marks, and all other cookies unchanged. It is null if nothing is left.
    /// </summary>
    /// <param name="header">The header as the phone sent it.</param>
    /// <param name="node">The node of the attempt.</param>
    /// <param name="isFirst">True for the first node of the press. A session without a mark may be this node's.</param>
    public string? Cookies(string header, DestinationState node, bool isFirst)
    {
        var mark = _marks.Of(node);
        var left = new List<string>();
        var isWhole = true;
        foreach (var range in header.AsSpan().Split(';'))
        {
            var pair = header.AsSpan()[range];
            if (!SessionCookie.TryGetId(pair, out var id))
            {
                left.Add(pair.ToString());
                continue;
            }

            if (Passes(id, mark, isFirst))
            {
                pair.Overlaps(id, out var start);
                left.Add(string.Concat(pair[..(start + SessionMark.IndexIn(id))], pair[(start + id.Length)..]));
            }

            isWhole &= Passes(id, mark, isFirst) && SessionMark.IndexIn(id) == id.Length;
        }

        if (isWhole)
        {
            return header;
        }

        var cookies = string.Join(';', left).TrimStart();
        return cookies.AsSpan().Trim("; ").IsEmpty ? null : cookies;
    }

    /// <summary>The path parameter for the node, with its semicolon; empty if there is none.</summary>
    /// <inheritdoc cref="Cookies"/>
    public ReadOnlySpan<char> PathParameter(DestinationState node, bool isFirst)
    {
        if (InPath is not { } session || !Passes(session.Id, _marks.Of(node), isFirst))
        {
            return [];
        }

        return session.Parameter.AsSpan()[..^(session.Id.Length - SessionMark.IndexIn(session.Id))];
    }

    private bool Passes(ReadOnlySpan<char> id, string mark, bool isFirst) => OwnerOf(id) is { } owner ? owner == mark : isFirst;

    private string? OwnerOf(ReadOnlySpan<char> id)
    {
        var start = SessionMark.IndexIn(id);
        return start == id.Length ? null : start == 0 ? Nobodys : _marks.Find(id[start..]) ?? Nobodys;
    }
}
