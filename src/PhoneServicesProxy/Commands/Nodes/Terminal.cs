using Spectre.Console;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>Where commands draw.</summary>
internal static class Terminal
{
    /// <summary>Lines that go to a file or a pipe are not broken to fit a screen that is not there.</summary>
    private const int NoScreen = 250;

    public static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = NoScreen;
        }

        return console;
    }
}
