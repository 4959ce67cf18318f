using Spectre.Console;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>The console that commands draw on.</summary>
internal static class Terminal
{
    /// <summary>The width for a file or a pipe, so lines are not broken for a screen that is not there.</summary>
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
