using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Management.Api;

/// <summary>Times and states in words.</summary>
internal static class ReportText
{
    private const int FewServices = 4;

    /// <summary>The node's state. Null, for a node that is not in the configuration, gives the end of "the configuration says".</summary>
    public static string Of(NodeState? state) => state switch
    {
        NodeState.Active => "active",
        NodeState.Drain => "drained",
        NodeState.Maintenance => "in maintenance",
        _ => "nothing about it",
    };

    /// <summary>A node's status in a service.</summary>
    public static string Of(NodeServiceStatus status) => status switch
    {
        NodeServiceStatus.Up => "up",
        NodeServiceStatus.Down => "DOWN",
        NodeServiceStatus.Standby => "standby",
        NodeServiceStatus.ProbeWrong => "up, probe wrong",
        NodeServiceStatus.NotJudged => "not judged",
        NodeServiceStatus.NotProbed => "not probed",
        _ => "maintenance",
    };

    /// <summary>A node's state, and its status over all services.</summary>
    public static string Of(NodeReport node)
    {
        var all = node.Services.Count;
        var (down, notJudged, notProbed) = (Count(NodeServiceStatus.Down), Count(NodeServiceStatus.NotJudged), Count(NodeServiceStatus.NotProbed));
        return Of(node.State) + (
            node.State == NodeState.Maintenance ? ""
            : down > 0 && all == 1 ? ", DOWN"
            : down > 0 ? $", DOWN for {Where(down, all) ?? $"{down} of {Plural.Of(all, "service")}"}"
            : notJudged == all ? ", not judged yet"
            : notJudged > 0 ? $", not judged yet for {notJudged} of {all} services"
            : notProbed == all ? ", not probed"
            : notProbed > 0 ? $", up, not probed for {notProbed} of {all} services"
            : ", up");

        int Count(NodeServiceStatus status) => node.Services.Count(service => service.Status == status);
    }

    /// <summary>The number of nodes that are up or standby. Unprobed nodes are not known to be down, so they are counted separately.</summary>
    public static string UpOf(IReadOnlyCollection<NodeServiceReport> services)
    {
        var up = services.Count(service => service.Status is NodeServiceStatus.Up or NodeServiceStatus.ProbeWrong);
        var standby = services.Count(service => service.Status == NodeServiceStatus.Standby);
        var notProbed = services.Count(service => service.Status == NodeServiceStatus.NotProbed);
        return notProbed == services.Count && notProbed > 0
            ? "not probed"
            : $"{up} of {services.Count}{(standby == 0 ? "" : $", {standby} standby")}{(notProbed == 0 ? "" : $", {notProbed} not probed")}";
    }

    /// <summary>The result and time of a press. The text has the time of day, because an age would change with every report.</summary>
    public static string Of(PressReport? press) =>
        press is null ? "no press has gone there yet"
        : $"the last press there {(press.Ok ? "got a good answer" : "failed")} at {press.At:yyyy-MM-dd HH:mm:ss} UTC{(press.Ok ? "" : press.Reason is null ? $" ({press.Failure})" : $" ({press.Failure}: {press.Reason})")}";

    /// <summary>One problem in a sentence.</summary>
    public static string Of(VerdictReport verdict, DateTimeOffset now) =>
        $"{verdict.Headline}{(verdict.Since is { } since ? $", since {Of(now - since)}" : "")}: {Sentence(verdict.Cause)}";

    /// <summary>The cause, with a full stop if it has none.</summary>
    public static string Sentence(string cause) => cause.EndsWith('.') || cause.EndsWith('?') ? cause : $"{cause}.";

    /// <summary>A duration, such as 0.3 s, 12 s, 5 min, 3 h 20 min, 4 d 2 h.</summary>
    public static string Of(TimeSpan time) => TimeText.Of(time);

    /// <summary>The number of services in words; null if they are few enough to be named.</summary>
    public static string? Where(int concerned, int all) =>
        concerned == all && all > 1 ? $"all {all} services"
        : concerned > FewServices ? $"{concerned} of {all} services"
        : null;
}
