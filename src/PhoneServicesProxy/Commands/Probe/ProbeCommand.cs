using System.CommandLine;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Commands.Probe;

/// <summary>Requests every service from every node, as the gateway's probes would, and shows what phones would get. No gateway need run.</summary>
internal static class ProbeCommand
{
    /// <summary>The exit code if a service has no good node. Phones would get an error page.</summary>
    public const int Outage = 3;

    public static void AddTo(RootCommand root, Func<Command, Option<string[]>> addConfig, Func<string[]?, ConfigurationLoader> load)
    {
        var json = new Option<bool>("--json") { Description = "Write the results as a JSON array instead of a table." };
        var command = new Command("probe", "Ask every node for every service once, and say what a phone would see. Needs no running gateway.") { json };
        var config = addConfig(command);
        command.SetAction((parsed, stop) => RunAsync(load(parsed.GetValue(config)), parsed.GetValue(json), stop));
        root.Subcommands.Add(command);
    }

    private static async Task<int> RunAsync(ConfigurationLoader loader, bool json, CancellationToken stop)
    {
        var loaded = await loader.LoadAsync();
        if (loaded.Configuration is not { } configuration)
        {
            await CheckCommand.WriteAsync(loaded.Errors);
            return ExitCode.Failure;
        }

        await using var services = Gateway.BuildServices(CommandLog.ToStandardError(configuration), loader);
        var results = await ActivatorUtilities.CreateInstance<NodeProbes>(services.Services).RunAsync(configuration, stop);
        Console.Write(json ? ProbeReport.Json(results) : ProbeReport.Table(results));
        return ExitCodeOf(results);
    }

    internal static int ExitCodeOf(IReadOnlyList<NodeProbe> results) =>
        ProbeReport.ServicesWithoutNode(results).Any() ? Outage : results.Any(result => result.Verdict is ProbeVerdict.Down or ProbeVerdict.ProbeWrong) ? ExitCode.Failure : 0;
}
