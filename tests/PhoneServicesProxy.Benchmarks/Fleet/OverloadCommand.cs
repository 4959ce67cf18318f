using System.CommandLine;
using System.Globalization;
using PhoneServicesProxy.Benchmarks.Proxies;
using PhoneServicesProxy.TestKit.Load;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.Benchmarks.Fleet;

/// <summary>Three times what the machine can serve: are as many pages served as before, and is everybody told in time?</summary>
internal sealed class OverloadCommand(TimeProvider time)
{
    private const double Step = 1.2;
    private const double Shortfall = 0.9;
    private static readonly TimeSpan StepDuration = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(15);

    private readonly Option<double> _seconds = new("--seconds") { DefaultValueFactory = _ => 30, Description = "How long the overload lasts." };
    private readonly Option<double> _first = new("--first-rate") { DefaultValueFactory = _ => 1000, Description = "Presses a second with which the search for the peak begins." };
    private readonly Option<double> _times = new("--times") { DefaultValueFactory = _ => 3, Description = "The overload, in peaks." };
    private readonly Option<string?> _output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("overload", "Three times the presses that can be served.") { _seconds, _first, _times, _output };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var recipe = (await ProxyCatalog.SelectAsync([ProxyCatalog.GatewayKey]))[0];
        await Processors.UseFirstAsync();
        await using var cluster = await WarmCluster.StartAsync(time, cancellation);
        await using var gateway = await RunningProxy.StartAsync(recipe, cluster, time, cancellation);
        await Processors.UseOthersAsync();
        var loop = new OpenLoop(gateway.Endpoint, time);
        await loop.PressAsync(parsed.GetRequiredValue(_first) / 2, WarmUp.Duration, GiveUpAfter, cancellation);

        var steps = new List<LoadReport>();
        var rate = parsed.GetRequiredValue(_first);
        do
        {
            steps.Add(await PressAsync(rate, StepDuration));
            rate *= Step;
        }
        while (steps[^1].Goodput(Limit) >= Shortfall * steps[^1].Offered);

        var peak = steps.Max(step => step.Goodput(Limit));
        var overload = await PressAsync(parsed.GetRequiredValue(_times) * peak, TimeSpan.FromSeconds(parsed.GetRequiredValue(_seconds)));
        var after = await PressAsync(peak / 2, StepDuration);
        Console.Error.WriteLine($"peak {peak}, kept {overload.Goodput(Limit) / peak}");
        return 0;

        async Task<LoadReport> PressAsync(double pressesPerSecond, TimeSpan duration)
        {
            var before = gateway.Usage.Cpu; var self = ProcessUsage.Of(Environment.ProcessId).Cpu;
            var report = await loop.PressAsync(pressesPerSecond, duration, GiveUpAfter, cancellation);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Goodput(Limit):F0} pages a second; {report}; cpu gw {(gateway.Usage.Cpu - before) / duration:F2} all {(ProcessUsage.Of(Environment.ProcessId).Cpu-self)/duration:F2}"));
            return report;
        }
    }
}
