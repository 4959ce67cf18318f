using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using CallManagerSimulator;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>README lists the instruments that there are, with their tags, and no others.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task Readme_Metrics_AreTheInstruments()
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

        var listed = Rows(await ReadAsync()).SelectMany(Names);

        Assert.Equal(instruments.Distinct().Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Readme_NamesEveryOutcomeAndReason()
    {
        var readme = await ReadAsync();

        Assert.All(Enum.GetValues<PressOutcome>().Select(PressMetrics.NameOf), outcome => Assert.Contains($"`{outcome}`", readme, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<RefusalReason>().Select(TagName.Of), reason => Assert.Contains($"`{reason}`", readme, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<AttemptFailure>().Select(TagName.Of), reason => Assert.Contains($"`{reason}`", readme, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Rows(string readme) => readme.Split('\n').Where(line => line.StartsWith("| `phone_services.", StringComparison.Ordinal));

    /// <summary>A row may name several, the later ones by what differs: <c>a.b.c, ….d</c> are a.b.c and a.b.d.</summary>
    private static IEnumerable<string> Names(string row)
    {
        var first = "";
        foreach (var name in Name().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value))
        {
            first = first.Length == 0 ? name : first;
            yield return name.StartsWith('…') ? first[..first.LastIndexOf('.')] + name[1..] : name;
        }
    }

    private static Task<string> ReadAsync()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "PhoneServicesProxy.sln")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return File.ReadAllTextAsync(Path.Combine(directory, "README.md"), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
