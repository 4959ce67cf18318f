using CallManagerSimulator.Commands;

namespace CallManagerSimulator;

internal static class Program
{
    private static Task<int> Main(string[] args) => SimulatorCommand.RunAsync(args, Console.In, Console.Out, Console.Error);
}
