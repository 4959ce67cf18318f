using PhoneServicesProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Sessions;

/// <summary>The sessions that a press carries, and what is known of them when it begins.</summary>
internal sealed class PressSessions(SessionTable table, NodeDirectory nodes)
{
    private readonly List<SessionEntry> _known = [];
    private bool _hasUnknown;

    public void Add(ReadOnlySpan<char> id)
    {
        if (table.Find(SessionCookie.Hash(id)) is { } session)
        {
            _known.Add(session);
        }
        else
        {
            _hasUnknown = true;
        }
    }

    /// <summary>Timestamp of the last use of a session of this node; null where none of them is this node's.</summary>
    public long? LastUseAt(NodeEntry node)
    {
        long? last = null;
        foreach (var session in _known)
        {
            if (session.Node == node.Authority && (last is null || session.LastUse > last))
            {
                last = session.LastUse;
            }
        }

        return last;
    }

    /// <summary>Notes that the sessions of this node among them have been taken there.</summary>
    public void UsedAt(NodeEntry node)
    {
        foreach (var session in _known)
        {
            if (session.Node == node.Authority)
            {
                table.Remember(session.Session, session.Node);
            }
        }
    }

    /// <param name="node">The node that an attempt goes to.</param>
    /// <param name="isFirst">Whether it is the first one of the press: a session of which nothing is known may be this node's.</param>
    /// <returns>What takes the sessions of other nodes out of the request; null where all of them may go.</returns>
    public SessionFilter? FilterFor(DestinationState node, bool isFirst)
    {
        var authority = nodes.Of(node).Authority;
        var passes = isFirst || !_hasUnknown;
        foreach (var session in _known)
        {
            passes &= session.Node == authority;
        }

        return passes ? null : new SessionFilter(table, authority, isFirst);
    }
}
