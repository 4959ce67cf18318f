using System.CommandLine;
using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>The commands that show a running gateway's nodes and give orders to them.</summary>
internal static class NodesCommands
{
    public static IEnumerable<Command> Create(IReadOnlyList<string> settings)
    {
        yield return Nodes(settings);
        yield return Top(settings);
        yield return WatchCommand.Create(settings);
        yield return Order("drain", "Drain nodes: they keep their sessions, and get other requests only when no other node is up. Survives a restart.", settings);
        yield return Order("maintenance", "Take nodes into maintenance: they get no requests, even if all other nodes are down. Survives a restart.", settings);
        yield return Order("activate", "Activate nodes: they take their share again.", settings);
        yield return CertificatesCommand.Create(settings);
        yield return ReadyCommand.Create(settings);
    }

    private static Command Nodes(IReadOnlyList<string> settings)
    {
        var json = new Option<bool>("--json") { Description = "Print what GET /api/nodes gives." };
        var command = new Command("nodes", "Show the status of each node in each service of a running gateway, with start and cause, and whether users notice.") { json };
        SetAction(command, settings, async (parsed, client, stop) =>
        {
            if (parsed.GetValue(json))
            {
                Console.WriteLine(await client.GetTextAsync("api/nodes", stop));
            }
            else
            {
                var console = Terminal.Create();
                console.Write(NodesView.Of(await client.GetAsync<NodesReport>("api/nodes", stop), console.Profile.Width));
                if (await client.GetAccessAsync(stop) is { MayOrder: false } access)
                {
                    await Console.Error.WriteLineAsync(access.Text);
                }
            }
        });
        return command;
    }

    private static Command Top(IReadOnlyList<string> settings)
    {
        var command = new Command("top", "Watch a running gateway: nodes, services and events, each second; q ends it. If the output is not a terminal, it is printed once.");
        SetAction(command, settings, (_, client, stop) => new TopScreen(client, TimeProvider.System).ShowAsync(stop));
        return command;
    }

    private static Command Order(string verb, string description, IReadOnlyList<string> settings)
    {
        var nodes = new Argument<string[]>("NODE") { Description = "The node's name in the configuration, or several.", Arity = ArgumentArity.OneOrMore };
        nodes.Validators.Add(static result =>
        {
            // An option that is misspelt would be taken for a node's name.
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            {
                result.AddError($"There is no option {token.Value}.");
            }
        });
        var reason = new Option<string?>("--reason") { Description = "The reason, for people who look later.", HelpName = "TEXT" };
        var command = new Command(verb, description) { nodes, reason };
        SetAction(command, settings, async (parsed, client, stop) =>
        {
            var refused = new List<string>();
            foreach (var node in parsed.GetValue(nodes)!.Distinct(StringComparer.OrdinalIgnoreCase))
            {
                try
                {
                    Console.WriteLine((await client.OrderAsync(node, verb, parsed.GetValue(reason), stop)).Text);
                }
                catch (ManagementException error)
                {
                    refused.Add(error.Message);
                }
            }

            // Orders for the other nodes were carried out. All errors are reported together.
            if (refused.Count > 0)
            {
                throw new ManagementException(string.Join(Environment.NewLine, refused.Distinct()));
            }
        });
        return command;
    }

    public static void SetAction(Command command, IReadOnlyList<string> settings, Func<ParseResult, ManagementClient, CancellationToken, Task> action)
    {
        var arguments = new ManagementArguments();
        arguments.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                using var client = new ManagementClient(arguments.Read(parsed, settings));
                await action(parsed, client, stop);
                return 0;
            }
            catch (ManagementException error)
            {
                await Console.Error.WriteLineAsync(error.Message);
                return ExitCode.Failure;
            }
        });
    }
}
