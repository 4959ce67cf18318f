using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Reports;

namespace PhoneServicesProxy.Management.Events;

/// <summary>Reports services that lose their last node, and services that have one again, with the words of the status page.</summary>
internal sealed partial class LostServicesReporter(
    NodesReporter nodes, EventLog events, GatewayExhaustion exhaustion, TimeProvider time, ILogger<LostServicesReporter> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly LostServicesNews _news = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Report(_news.Update(nodes.Report()));
            }
            catch (Exception error)
            {
                exhaustion.Missed(error);
            }
        }
    }

    private void Report(IReadOnlyList<LostServicesChange> changes)
    {
        foreach (var change in changes)
        {
            var (kind, level) = change.Lasted is null ? (GatewayEventKind.ServiceLost, LogLevel.Warning) : (GatewayEventKind.ServiceBack, LogLevel.Information);
            Log(level, change.Text);
            events.Add(kind, change.Text, service: change.Services.Count == 1 ? change.Services[0] : null, at: change.At);
        }
    }

    [LoggerMessage(EventId = 1, EventName = "LostServices", Message = "{Text}")]
    private partial void Log(LogLevel level, string text);
}
