using System.CommandLine;

namespace CallManagerSimulator.Commands;

/// <summary>The command line. Exit codes: 0 stopped, 1 an address or port is not available, 2 misuse.</summary>
internal static class SimulatorCommand
{
    private const int Misuse = 2;

    public static async Task<int> RunAsync(
        string[] args, TextReader input, TextWriter output, TextWriter errors, CancellationToken ct = default)
    {
        var options = new SimulatorOptions();
        var command = new RootCommand(SimulatorHelp.Text);
        options.AddTo(command);
        command.SetAction((parsed, stop) => new SimulatorRun(input, output, errors).RunAsync(options.Read(parsed), stop));

        var result = command.Parse(args);
        if (result.Errors.Count == 0)
        {
            return await result.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, ct);
        }

        foreach (var error in result.Errors)
        {
            await errors.WriteLineAsync(error.Message);
        }

        await errors.WriteLineAsync("--help explains every option.");
        return Misuse;
    }
}
