using System.CommandLine;
using PhoneServicesProxy.Commands;
using PhoneServicesProxy.Commands.Nodes;
using PhoneServicesProxy.Commands.Probe;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy;

/// <summary>
/// The command line: <c>run</c> (also without a name), <c>check</c>, <c>probe</c>, <c>audit</c>, <c>demo</c>, <c>import-ios-slb</c>, <c>schema</c>, and the
/// commands that ask a running gateway.
/// </summary>
internal static class GatewayCommand
{
    /// <summary>Longer than a gateway takes to finish what is running; by default the process would end two seconds after SIGTERM.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);

    private const string Description = """
        The one address for the services of Cisco IP phones: an HTTP gateway in front of a CallManager cluster.

        Settings may follow on the command line, after all files: --Section:Key value, for example
          PhoneServicesProxy --config site.json --Urls http://*:80 --PhoneServices:Nodes:publisher:State Drain

        Exit codes: 0 done; 1 the configuration is wrong, the start failed, or the gateway refused or does not answer; 2 the command line is wrong.
          probe: 1 also if a node is down for a service or a probe is wrong, 3 if no node is good for a service.
          audit: 1 if a phone bypasses the gateway, 2 also if the configuration is wrong, 4 if nothing could be read or the audit was stopped.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var (known, settings, lacking) = SettingArguments.Split(args);
        if (lacking is not null)
        {
            await Console.Error.WriteLineAsync($"{lacking} lacks a value. Write {lacking} VALUE, or {lacking}=VALUE.");
            return ExitCode.Misuse;
        }

        var parsed = Create(settings).Parse(known);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopLimit });
        }

        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        await Console.Error.WriteLineAsync("Try --help.");
        return ExitCode.Misuse;
    }

    internal static RootCommand Create(IReadOnlyList<string> settings)
    {
        var root = new RootCommand(Description);
        var run = new Command("run", "Serve phones. This is what happens without a command, too.");
        var check = new Command("check", "Validate the configuration and name everything that is wrong with it, without serving.");
        foreach (var command in new[] { root, run })
        {
            var config = AddConfig(command);
            command.SetAction((parsed, stop) => RunCommand.RunAsync(Loader(parsed.GetValue(config), settings), stop));
        }

        var checkConfig = AddConfig(check);
        check.SetAction((parsed, _) => CheckCommand.RunAsync(Loader(parsed.GetValue(checkConfig), settings)));
        root.Subcommands.Add(run);
        root.Subcommands.Add(check);
        ProbeCommand.AddTo(root, AddConfig, files => Loader(files, settings));
        AuditCommand.AddTo(root, AddConfig, files => Loader(files, settings), AuditUpload.SendAsync);
        root.Subcommands.Add(DemoCommand.Create(settings));
        root.Subcommands.Add(ImportIosSlbCommand.Create());
        var schema = new Command("schema", "Print the JSON schema of settings files, for editors and validators.");
        schema.SetAction(async (_, _) =>
        {
            await using var output = Console.OpenStandardOutput();
            return await SchemaCommand.RunAsync(output);
        });
        root.Subcommands.Add(schema);
        foreach (var command in NodesCommands.Create(settings))
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    private static Option<string[]> AddConfig(Command command)
    {
        var option = ConfigOption.Create();
        command.Options.Add(option);
        return option;
    }

    private static ConfigurationLoader Loader(string[]? files, IReadOnlyList<string> settings) =>
        GatewaySite.Loader(ConfigurationLayers.Shipped(files ?? [], settings));
}
