using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Overrides;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Overload;
using PhoneServicesProxy.Watching;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Management.Events;

/// <summary>Turns the gateway's notifications into events.</summary>
internal sealed class EventRecorder
{
    private readonly EventLog _events;

    public EventRecorder(
        EventLog events, NodeStateChanges nodes, CommonFaults faults, NodeControl control, ConfigurationReloader reloader, SetupAlarms alarms, LoadShedder shedder,
        Watches watches, IEnumerable<ReloadingCertificate> certificates)
    {
        _events = events;
        _events.Add(GatewayEventKind.Started, "The gateway has started.");
        nodes.Reported += OnNode;
        faults.Reported += OnCommonFaults;
        control.Changed += OnOverride;
        reloader.Reloaded += OnReload;
        alarms.Raised += OnAlarm;
        shedder.OverloadChanged += overloaded => OnOverload(overloaded, shedder.Consequence);
        watches.Started += watch => _events.Add(
            GatewayEventKind.Watch, $"{watch.Device} is watched for {TimeText.Of(watch.Lasting)}, by {watch.By}: everyone with an API key can see its key presses.");
        watches.Ended += (watch, why) => _events.Add(GatewayEventKind.Watch, $"{watch.Device} is no longer watched: {why}.");
        foreach (var certificate in certificates)
        {
            certificate.Changed += OnCertificate;
        }
    }

    private void OnNode(IReadOnlyList<NodeStateChange> changes)
    {
        var (change, services) = (NodeStateChanges.Spokesman(changes), NodeStateChanges.Services(changes));
        var service = changes.Count == 1 ? change.Cluster : null;

        // The first good verdict of a node is no news, and there is one for each node and service.
        if (change is { Previous: NodeCondition.Unknown, State: NodeCondition.Up })
        {
            return;
        }

        if (change.Standby)
        {
            _events.Add(
                GatewayEventKind.NodeCondition,
                $"{change.Destination} stands by for {services}, where another node is active: {change.Cause}.", change.Destination, service, at: change.At);
            return;
        }

        if (change is { State: NodeCondition.Unknown, Previous: NodeCondition.Down })
        {
            _events.Add(
                GatewayEventKind.NodeCondition,
                $"{change.Destination} is tried again for {services}, without probes: the next press shows whether it answers. It was down for {ReportText.Of(change.Lasted)}.",
                change.Destination, service, change.State, at: change.At);
            return;
        }

        var failure = change.Failure == AttemptFailure.None ? "" : $" ({TagName.Of(change.Failure)})";
        _events.Add(
            GatewayEventKind.NodeCondition,
            change.IsAnotherCause
                ? $"{change.Destination} is still down for {services}, now for another reason: {change.Cause}{failure}. It has been down for {ReportText.Of(change.Lasted)}."
                : $"{change.Destination} is {TagName.Of(change.State)} for {services}: {change.Cause}{failure}. {Before(change)}",
            change.Destination, service, change.State, at: change.At);
    }

    /// <summary>A node that is judged for the first time had no previous condition.</summary>
    private static string Before(NodeStateChange change) =>
        change.WasStandby ? $"It was standing by for {ReportText.Of(change.Lasted - (change.Missed ?? TimeSpan.Zero))}{(change.Missed is { } missed ? $", and no node was active for the last {ReportText.Of(missed)}" : "")}."
        : change.Previous == NodeCondition.Unknown ? "It had not been judged before."
        : $"It was {TagName.Of(change.Previous)} for {ReportText.Of(change.Lasted)}.";

    private void OnCommonFaults(IReadOnlyList<CommonFault> faults, bool began) => _events.Add(
        GatewayEventKind.CommonFault,
        began
            ? $"{CommonFault.HeadlineOf(faults)}: {CommonFault.MeaningOf(faults)}."
            : $"The nodes no longer fail the probe of {CommonFault.Services(faults)} in the same way (it was: {CommonFault.TextOf(faults)}).",
        service: faults.Count == 1 ? faults[0].Cluster : null);

    private void OnOverride(OverrideChange change)
    {
        var reason = change.Reason is null ? "" : $": {change.Reason}";
        var lasting = change.Survives ? "" : " It will be lost at the next restart.";
        if (change.Override is { } order)
        {
            _events.Add(
                GatewayEventKind.OverrideSet,
                $"{change.Node} is {ReportText.Of(order.State)}, by {change.By}{reason}. The configuration says {ReportText.Of(change.Configured)}.{lasting}",
                change.Node, state: order.State);
        }
        else
        {
            _events.Add(
                GatewayEventKind.OverrideCleared,
                change.Configured is null
                    ? $"The override of {change.Node} is cleared, by {change.By}{reason}. The configuration names no such node.{lasting}"
                    : $"{change.Node} is {ReportText.Of(change.Configured)} as the configuration says, by {change.By}{reason}.{lasting}",
                change.Node, state: change.Configured);
        }
    }

    private void OnReload(LoadedConfiguration loaded)
    {
        if (loaded.Configuration is { } configuration)
        {
            _events.Add(
                GatewayEventKind.ConfigurationAccepted,
                $"A changed configuration is in force: {Plural.Of(configuration.Options.Nodes.Count, "node")}, {Plural.Of(configuration.Routes.Count, "route")}.");
        }
        else
        {
            _events.Add(
                GatewayEventKind.ConfigurationRejected,
                $"A changed configuration is wrong. The last good one stays in force. {string.Join(' ', loaded.Errors)}");
        }
    }

    private void OnCertificate(ReloadingCertificate certificate)
    {
        if (certificate.Doubt is { Until: not null } held)
        {
            _events.Add(GatewayEventKind.CertificateHeldBack, $"The new certificate on disk for {certificate.Name} waits: {held.Text}.");
        }
        else if (certificate.Doubt is { } doubt)
        {
            _events.Add(GatewayEventKind.CertificateWaits, $"The certificate on disk for {certificate.Name} is not in force: {doubt.Text}.");
        }
        else if (certificate.Current is { } taken)
        {
            _events.Add(GatewayEventKind.CertificateReplaced, $"A new certificate for {certificate.Name} is in force, valid until {taken.NotAfter:yyyy-MM-dd HH:mm} UTC.");
        }
    }

    private void OnOverload(bool overloaded, string consequence) => _events.Add(
        GatewayEventKind.Overload,
        overloaded ? $"The gateway is overloaded. {consequence}" : "All presses can be served again.");

    private void OnAlarm(SetupAlarm alarm) => _events.Add(
        GatewayEventKind.Alarm,
        $"{alarm.Node} answers {alarm.Service} with page number {alarm.Number}: {alarm.Meaning}. In CallManager, change: {alarm.Parameter}.",
        alarm.Node, alarm.Service);
}
