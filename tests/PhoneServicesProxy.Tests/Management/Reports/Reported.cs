using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Tests.Management.Reports;

/// <summary>Nodes and services as reports have them.</summary>
internal static class Reported
{
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    public static NodeReport Node(string name, params NodeServiceReport[] services) =>
        new(name, "http://a/", NodeState.Active, NodeState.Active, null, 1, 1, 0, 0, 0, services);

    /// <summary>Taken out so many seconds ago, by an order.</summary>
    public static NodeReport InMaintenance(string name, int seconds, params NodeServiceReport[] services) => Node(
        name, [.. services.Select(service => service with { Status = NodeServiceStatus.Maintenance })]) with
    {
        State = NodeState.Maintenance,
        Override = new(NodeState.Maintenance, Now.AddSeconds(-seconds), "new disk", "a test", ""),
    };

    public static NodeServiceReport Up(string service) => Of(service, NodeServiceStatus.Up, NodeCondition.Up);

    public static NodeServiceReport Down(string service, int seconds = 9, string cause = "status 503", string failure = "bad_status") =>
        Of(service, NodeServiceStatus.Down, NodeCondition.Down) with { Since = Now.AddSeconds(-seconds), DownSince = Now.AddSeconds(-seconds), Cause = cause, Failure = failure };

    public static NodeServiceReport Standby(string service) =>
        Of(service, NodeServiceStatus.Standby, NodeCondition.Down) with { Standby = true, DownSince = Now, Cause = "status 404", Failure = "bad_status" };

    public static NodeServiceReport NotJudged(string service) => Of(service, NodeServiceStatus.NotJudged, NodeCondition.Unknown);

    public static NodeServiceReport NotProbed(string service) => Of(service, NodeServiceStatus.NotProbed, NodeCondition.Unknown);

    private static NodeServiceReport Of(string service, NodeServiceStatus status, NodeCondition condition) =>
        new(service, status, condition, false, false, Now, null, null, 0, null, new(0, 0, 0, 0, 0, 0));
}
