using System.Diagnostics.Metrics;
using CallManagerSimulator;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Security;
using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>The page on monitoring lists the instruments, outcomes and reasons that there are, and no others.</summary>
public sealed class MonitorPageTests
{
    private static readonly MarkdownPage Page = Pages.Read("deploy/docs/monitor.md");

    [Fact]
    public async Task Metrics_AreTheInstruments()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: TestContext.Current.CancellationToken);
        await using var gateway = await TestGateway.StartAsync(cluster);
        var instruments = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == GatewayMeter.Name && instrument.Meter.Scope == gateway.Get<IMeterFactory>())
                {
                    instruments.Add(instrument.Name);
                }
            },
        };
        listener.Start();

        AssertSame(instruments.Distinct(), Page.Rows("Metrics").SelectMany(row => Names(row[0])));
    }

    /// <summary>The API tells two kinds of refused presses from the others; metrics do not.</summary>
    [Fact]
    public void Outcomes_AreThoseOfThePresses() =>
        AssertSame(
            Enum.GetValues<PressOutcome>().Except([PressOutcome.Busy, PressOutcome.NotLetIn]).Select(PressMetrics.NameOf).Distinct(),
            Listed("Outcomes of a press"));

    [Fact]
    public void ReasonsOfAttempts_AreTheFailures() =>
        AssertSame(Enum.GetValues<AttemptFailure>().Select(TagName.Of), Listed("Reasons of a failed attempt"));

    [Fact]
    public void ReasonsOfRefusals_AreTheRefusals() =>
        AssertSame(Enum.GetValues<RefusalReason>().Select(TagName.Of), Listed("Reasons of a refusal"));

    /// <summary>Metrics that other pages name, by their full names or with Prometheus's underscores.</summary>
    [Fact]
    public void OtherPages_NameNoOtherMetrics()
    {
        var listed = Page.Rows("Metrics").SelectMany(row => Names(row[0])).ToArray();
        var named = Pages.ForAdministrators.SelectMany(page => MarkdownPage.Quoted(page.Prose)).Where(name => name.StartsWith("phone_services.", StringComparison.Ordinal));

        Assert.DoesNotContain(named, name => !listed.Contains(name) && !IsOfSpans(name)
            && !(name.EndsWith(".*", StringComparison.Ordinal) && listed.Any(metric => metric.StartsWith(name[..^1], StringComparison.Ordinal))));
    }

    private static bool IsOfSpans(string name) =>
        name is "phone_services.service" or "phone_services.node" or "phone_services.outcome" || name.StartsWith("phone_services.attempt.", StringComparison.Ordinal);

    private static IEnumerable<string> Listed(string heading) => Page.Rows(heading).SelectMany(row => MarkdownPage.Quoted(row[0]));

    private static void AssertSame(IEnumerable<string> program, IEnumerable<string> page) =>
        Assert.Equal(program.Order(StringComparer.Ordinal), page.Order(StringComparer.Ordinal));

    /// <summary>A row may name several, the later ones by what differs: <c>a.b.c, ….d</c> are a.b.c and a.b.d.</summary>
    private static IEnumerable<string> Names(string cell)
    {
        var first = "";
        foreach (var name in MarkdownPage.Quoted(cell))
        {
            first = first.Length == 0 ? name : first;
            yield return name.StartsWith('…') ? first[..first.LastIndexOf('.')] + name[1..] : name;
        }
    }
}
