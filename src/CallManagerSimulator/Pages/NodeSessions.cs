using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;

namespace CallManagerSimulator.Pages;

/// <summary>The HTTP sessions of a node. As in Tomcat, a session belongs to one application of one node.</summary>
internal sealed class NodeSessions
{
    public const string PathParameter = ";jsessionid=";
    private const string CookieName = "JSESSIONID";
    private const int MaxSessions = 20_000;

    private readonly ConcurrentDictionary<string, string> _applicationById = [];
    private readonly ConcurrentQueue<string> _ids = [];

    /// <summary>The value of Set-Cookie; null if the request has a session that this node knows.</summary>
    public string? SetCookieFor(StringValues cookies, string? pathSession, string application, bool isHttps)
    {
        if (IsKnown(pathSession, application))
        {
            return null;
        }

        foreach (var cookie in cookies.SelectMany(header => (header ?? "").Split(';', StringSplitOptions.TrimEntries)))
        {
            var equals = cookie.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && cookie[..equals] == CookieName && IsKnown(cookie[(equals + 1)..], application))
            {
                return null;
            }
        }

        return $"{CookieName}={Create(application)}; Path=/{application}/; {(isHttps ? "Secure; " : "")}HttpOnly";
    }

    public void Clear() => _applicationById.Clear();

    private bool IsKnown(string? id, string application) =>
        id is not null && _applicationById.TryGetValue(id, out var owner) && owner.Equals(application, StringComparison.OrdinalIgnoreCase);

    private string Create(string application)
    {
        var id = Guid.NewGuid().ToString("N").ToUpperInvariant();
        _applicationById[id] = application;
        _ids.Enqueue(id);
        if (_ids.Count > MaxSessions && _ids.TryDequeue(out var oldest))
        {
            _applicationById.TryRemove(oldest, out _);
        }

        return id;
    }
}
