using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Security;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Sessions;

/// <summary>Learns from answers which node a session belongs to, and finds it out again for the presses that carry one.</summary>
internal sealed class SessionOwners(SessionTable table, NodeDirectory nodes)
{
    /// <summary>The sessions in the request's cookies and path; null, and nothing allocated, where there are none.</summary>
    public PressSessions? Of(HttpContext context)
    {
        PressSessions? sessions = null;
        foreach (var header in context.Request.Headers.Cookie)
        {
            foreach (var range in header.AsSpan().Split(';'))
            {
                if (SessionCookie.TryGetId(header.AsSpan()[range], out var id))
                {
                    (sessions ??= new(table, nodes)).Add(id);
                }
            }
        }

        if (context.Features.Get<SessionInPath>() is { } inPath)
        {
            (sessions ??= new(table, nodes)).Add(inPath.Id);
        }

        return sessions;
    }

    /// <summary>Takes note of a node's answer.</summary>
    /// <param name="node">The node.</param>
    /// <param name="answer">Its answer: a session that it sets is this node's.</param>
    /// <param name="carried">What the request had with it: this node's sessions were used just now.</param>
    public void Answered(DestinationState node, HttpResponseMessage answer, PressSessions? carried)
    {
        carried?.UsedAt(nodes.Of(node));
        if (!answer.Headers.NonValidated.TryGetValues("Set-Cookie", out var cookies))
        {
            return;
        }

        foreach (var cookie in cookies)
        {
            var end = cookie.IndexOf(';', StringComparison.Ordinal);
            if (SessionCookie.TryGetId(end < 0 ? cookie : cookie.AsSpan(0, end), out var id))
            {
                table.Remember(SessionCookie.Hash(id), nodes.Of(node).Authority);
            }
        }
    }
}
