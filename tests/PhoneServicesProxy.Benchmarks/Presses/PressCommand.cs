using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace PhoneServicesProxy.Benchmarks.Presses;

/// <summary>The time and the memory that a press takes inside the gateway.</summary>
internal static class PressCommand
{
    private const string Head =
        """
        # A press inside the gateway

        From the choice of the node to the page for the phone: transforms, attempt, check, rewriting, headers. Sockets, server and the other
        middleware are left out, the request's own objects are included. The bytes do not depend on the machine.


        """;

    private static readonly Option<string?> Output = new("--output") { Description = "The Markdown file to write instead of the console." };

    public static System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("press", "Time and memory of a press inside the gateway, without sockets.") { Output };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(Output)));
        return command;
    }

    private static async Task<int> RunAsync(string? output)
    {
        // In this process, because the library would otherwise build a project of its own. So many presses, because the first ones take more.
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithInvocationCount(16 * 1024).WithToolchain(InProcessNoEmitToolchain.Instance));
        var summary = BenchmarkRunner.Run<PressBenchmark>(config);
        var table = new AccumulationLogger();
        MarkdownExporter.GitHub.ExportToLog(summary, table);
        await Report.DeliverAsync(Head + table.GetLog().TrimStart(), output);
        return summary.Reports is [{ Success: true }] ? 0 : 1;
    }
}
