using System.CommandLine;
using PhoneServicesProxy.Watching;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>Shows the presses of one phone for a limited time.</summary>
internal static class WatchCommand
{
    private const string Description = """
        Show what happens to one phone, live: each key press with service, path, nodes asked and why, wait, and what the phone got.

        It needs the API key, and an event records the watch. Query values, users and PINs are never shown. The watch ends when the time is up, or with
        Ctrl+C. The gateway then forgets the presses. If the gateway is restarted, the watch continues.
        """;

    public static Command Create(IReadOnlyList<string> settings)
    {
        var device = new Argument<string>("DEVICE") { Description = "The phone's name, such as SEP001122334455." };
        device.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(token => DeviceName.Of(token.Value) is null))
            {
                result.AddError(token.Value.StartsWith('-')
                    ? $"There is no option {token.Value}."
                    : $"{token.Value}: is not a phone's name. {DeviceName.Remedy}");
            }
        });
        var lasting = new Option<string>("--for")
        {
            Description = $"For how long, such as 90s, 15m or 1h30m; at most {Watches.Longest.TotalHours:0} hours.",
            HelpName = "TIME",
            DefaultValueFactory = _ => $"{Watches.Usual.TotalMinutes:0}m",
        };
        lasting.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(token => WatchTime.Parse(token.Value) is not { } time || time < Watches.Shortest || time > Watches.Longest))
            {
                result.AddError($"--for is \"{token.Value}\". Write a time such as 90s, 15m or 2h, from {TimeText.Of(Watches.Shortest)} to {Watches.Longest.TotalHours:0} h.");
            }
        });
        var json = new Option<bool>("--json") { Description = "Write each press as a JSON object in a line of its own, for a ticket." };
        var command = new Command("watch", Description) { device, lasting, json };
        NodesCommands.SetAction(command, settings, (parsed, client, stop) => new WatchSession(
            client,
            DeviceName.Of(parsed.GetValue(device)!)!,
            WatchTime.Parse(parsed.GetValue(lasting)!)!.Value,
            parsed.GetValue(json),
            Console.Out,
            Console.Error,
            TimeProvider.System).RunAsync(stop));
        return command;
    }
}
