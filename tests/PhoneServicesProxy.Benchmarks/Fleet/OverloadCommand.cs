using System.CommandLine;
using System.Globalization;
using System.Text;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Load;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.Benchmarks.Fleet;

/// <summary>Three times what the machine can serve: are as many pages served as before, and is everybody told in time?</summary>
internal sealed class OverloadCommand(TimeProvider time)
{
    private const double Step = 1.2;
    private const double Shortfall = 0.9;
    private const double GoodputKept = 0.8;
    private const double JustAbove = 1.1;
    private const double Calm = 50;
    private const int MostRepeats = 3;
    private static readonly TimeSpan StepDuration = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OnsetDuration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MostLag = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(15);

    private readonly Option<double> _seconds = new("--seconds") { DefaultValueFactory = _ => 20, Description = "How long a turn lasts." };
    private readonly Option<int> _turns = new("--turns") { DefaultValueFactory = _ => 7, Description = "How often overload and peak take turns." };
    private readonly Option<double> _first = new("--first-rate") { DefaultValueFactory = _ => 800, Description = "Presses a second with which the search for the peak begins." };
    private readonly Option<double> _times = new("--times") { DefaultValueFactory = _ => 3, Description = "The overload, in peaks." };
    private readonly Option<double?> _peak = new("--peak") { Description = "The peak, where it is known: only what a gateway does that has just started is measured then." };
    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("overload", "Three times the presses that can be served.") { _seconds, _turns, _first, _times, _peak, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var times = parsed.GetRequiredValue(_times);
        var turn = TimeSpan.FromSeconds(parsed.GetRequiredValue(_seconds));
        var recipe = (await ProxyCatalog.SelectAsync([ProxyCatalog.GatewayKey]))[0];
        await InlineCompletions.UseAsync();
        await Processors.UseFirstAsync();
        await using var cluster = await WarmCluster.StartAsync(time, cancellation);
        var steps = new List<(string Load, LoadReport Report)>();
        OverloadTurns? turns = null;
        if (parsed.GetValue(_peak) is null)
        {
            turns = await WithGatewayAsync(async loop =>
            {
                steps.AddRange((await SearchAsync(loop, parsed.GetRequiredValue(_first), times, cancellation)).Select(step => ("search", step)));
                var best = steps.MaxBy(step => step.Report.Goodput(Limit)).Report.Offered;
                return await TakeTurnsAsync(loop, best, times, turn, parsed.GetRequiredValue(_turns), cancellation);
            });
            steps.AddRange([("peak", turns.Peak), ("overload", turns.Overload)]);
        }

        var peak = parsed.GetValue(_peak) ?? turns!.Peak.Goodput(Limit);
        foreach (var factor in new[] { times, JustAbove })
        {
            steps.Add(("just started", await WithGatewayAsync(loop => BeginAsync(loop, factor * peak, cancellation))));
        }

        var text = await Report.HeaderAsync("Overload", Method(times, turn), [recipe], time) + Table(steps) + turns?.Conclusion(Limit);
        await Report.DeliverAsync(text, parsed.GetValue(_output));
        return (turns is null || turns.Share(Limit) >= GoodputKept) && steps.All(step => step.Report.LaterThan(Limit) == 0) ? FleetCommand.Held : FleetCommand.NotHeld;

        async Task<T> WithGatewayAsync<T>(Func<OpenLoop, Task<T>> measure)
        {
            await Processors.UseFirstAsync();
            await using var gateway = await RunningProxy.StartAsync(recipe, cluster, time, cancellation);
            await Processors.UseOthersAsync();
            return await measure(new OpenLoop(gateway.Endpoint, time));
        }
    }

    private static async Task<IReadOnlyList<LoadReport>> SearchAsync(OpenLoop loop, double first, double times, CancellationToken cancellation)
    {
        // Longer than with two processors, since the compiler shares the one with what it compiles; what turns presses away is compiled, too.
        await PressAsync(loop, first / 2, 2 * WarmUp.Duration, cancellation);
        await PressAsync(loop, times * first, WarmUp.Duration, cancellation);
        await PressAsync(loop, first / 2, 2 * WarmUp.Duration, cancellation);
        var steps = new List<LoadReport> { await PressAsync(loop, first, StepDuration, cancellation) };
        while (steps.Count < 2 || steps.TakeLast(2).Any(step => step.Goodput(Limit) >= Shortfall * step.Offered))
            steps.Add(await PressAsync(loop, steps[^1].Offered * Step, StepDuration, cancellation));

        return steps;
    }

    /// <summary>By turns, since what a machine can serve changes by a tenth and more from one half minute to the next where others share it.</summary>
    private static async Task<OverloadTurns> TakeTurnsAsync(OpenLoop loop, double best, double times, TimeSpan turn, int count, CancellationToken cancellation)
    {
        var turns = new OverloadTurns();
        await TakeTurnAsync(turns.Peaks, best);
        while (turns.Overloads.Count < count)
        {
            await TakeTurnAsync(turns.Overloads, times * turns.Peaks[^1].Goodput(Limit));
            await TakeTurnAsync(turns.Peaks, best);
        }

        return turns;

        async Task TakeTurnAsync(List<LoadReport> reports, double pressesPerSecond)
        {
            var report = await PressAsync(loop, pressesPerSecond, turn, cancellation);

            // It did not press what it was to press.
            while (report.WorstLag > MostLag && turns.Repeated < MostRepeats)
            {
                turns.Repeated++;
                report = await PressAsync(loop, pressesPerSecond, turn, cancellation);
            }

            reports.Add(report);
        }
    }

    private static async Task<LoadReport> BeginAsync(OpenLoop loop, double pressesPerSecond, CancellationToken cancellation)
    {
        await PressAsync(loop, Calm, StepDuration, cancellation);
        return await PressAsync(loop, pressesPerSecond, OnsetDuration, cancellation);
    }

    private static async Task<LoadReport> PressAsync(OpenLoop loop, double pressesPerSecond, TimeSpan duration, CancellationToken cancellation)
    {
        var report = await loop.PressAsync(pressesPerSecond, duration, GiveUpAfter, cancellation);
        FleetCommand.Progress(string.Create(CultureInfo.InvariantCulture, $"{report.Goodput(Limit):F0} pages a second in time; {report}"));
        return report;
    }

    private static string Table(IReadOnlyList<(string Load, LoadReport Report)> steps)
    {
        var text = new StringBuilder();
        text.AppendLine("| load | presses offered a second | for (s) | pages in time a second | pages: p50 / p99 / worst (ms) | told \"busy\" | p50 / p99 / worst (ms) | anything else | later than 2 s | generator late (ms) |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (load, report) in steps)
        {
            var other = report.Presses.Count - report.Count(LoadAnswer.Page) - report.Count(LoadAnswer.Busy);
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {load} | {report.Offered:F0} | {report.Duration.TotalSeconds:F0} | {report.Goodput(Limit):F0} | {Waits(report, LoadAnswer.Page)} | {report.Count(LoadAnswer.Busy)} | {Waits(report, LoadAnswer.Busy)} | {other} | {report.LaterThan(Limit)} | {report.WorstLag.TotalMilliseconds:F0} |");
        }

        return text.ToString();
    }

    private static string Waits(LoadReport report, LoadAnswer answer) => string.Create(CultureInfo.InvariantCulture,
        $"{report.Percentile(0.5, answer).TotalMilliseconds:F0} / {report.Percentile(0.99, answer).TotalMilliseconds:F0} / {report.Percentile(1, answer).TotalMilliseconds:F0}");

    private static string Method(double times, TimeSpan turn) => string.Create(CultureInfo.InvariantCulture, $"""
        The gateway and three healthy nodes have one processor to themselves, the load generator the other. Phones ask for the Services menu, each press on a fresh connection, by a clock that
        does not wait for answers. The rate rises by a fifth every {StepDuration.TotalSeconds:F0} s until twice in a row fewer than {Shortfall:P0} of the pages come within {Limit.TotalSeconds:F0} s. The rate at which the most came so (the peak), and
        {times:F0} times what came in the turn before (the overload), take turns of {turn.TotalSeconds:F0} s. A turn in which the generator itself was more than {MostLag.TotalSeconds:F0} s late is repeated. Then the gateway is started anew, twice, gets {Calm:F0} presses
        a second for {StepDuration.TotalSeconds:F0} s, and from one moment to the next {times:F0} times the peak, or {JustAbove:F1} times. Waits count from when the press was due, and so include what the generator is late.
        """);
}
