using System.CommandLine;

namespace PhoneServicesProxy.Benchmarks.Fleet;

/// <summary>Thousands of phones in front of the gateway, and what their users feel.</summary>
internal sealed class FleetCommand(TimeProvider time)
{
    public Command Create() => new("fleet", "Thousands of phones: what their users feel. Exit code 0: everything that is promised held.")
    {
        new OverloadCommand(time).Create(),
    };
}
