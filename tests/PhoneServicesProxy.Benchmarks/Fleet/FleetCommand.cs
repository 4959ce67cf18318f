using System.CommandLine;

namespace PhoneServicesProxy.Benchmarks.Fleet;

/// <summary>Thousands of phones in front of the gateway, and what their users feel.</summary>
internal sealed class FleetCommand(TimeProvider time)
{
    public const int Held = 0;
    public const int NotHeld = 1;

    public Command Create() => new("fleet", "Thousands of phones: what their users feel. Exit code 0: everything that is promised held.")
    {
        new UsersCommand(time).Create(),
        new ShiftCommand(time).Create(),
        new IdleCommand(time).Create(),
        new OverloadCommand(time).Create(),
        new SlowCommand(time).Create(),
    };

    public static void Progress(string line) => Console.Error.WriteLine(line);
}
