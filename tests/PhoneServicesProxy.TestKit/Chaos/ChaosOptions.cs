using System.Net;

namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>One run of random faults.</summary>
internal sealed record ChaosOptions
{
    /// <summary>The address in the phones' URLs.</summary>
    public required IPEndPoint Target { get; init; }

    /// <summary>The gateway's process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The time of presses before the measurement.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time from the first press to the last.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The tenth of the run after which the gateway should need no more resources.</summary>
    public int SettledTenth { get; init; } = 2;

    public double PressesPerSecond { get; init; } = 200;

    public int Seed { get; init; } = 1;

    public ChaosPace Pace { get; init; } = ChaosPace.Usual;

    /// <summary>The time between two samples of the process's resources.</summary>
    public TimeSpan SampleInterval { get; init; } = TimeSpan.FromSeconds(2);
}
