using System.CommandLine;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>The check of a container's engine: an image without a shell has no other program that could ask.</summary>
internal static class ReadyCommand
{
    public static Command Create(IReadOnlyList<string> settings)
    {
        var command = new Command("ready", "Ask a running gateway whether it serves phones. The exit code is 0 if it does; otherwise it is 1, and the reason is printed.");
        NodesCommands.SetAction(command, settings, async (_, client, stop) => Console.WriteLine(await client.GetReadinessAsync(stop)));
        return command;
    }
}
