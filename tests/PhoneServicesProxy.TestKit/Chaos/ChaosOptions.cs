using System.Net;

namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>One run of random faults.</summary>
internal sealed record ChaosOptions
{
    /// <summary>Where the phones' URLs point to.</summary>
    public required IPEndPoint Target { get; init; }

    /// <summary>The gateway's process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Presses before anything counts.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the first press to the last.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The tenth of the run by which the gateway has got all that it keeps.</summary>
    public int SettledTenth { get; init; } = 2;

    public double PressesPerSecond { get; init; } = 200;

    public int Seed { get; init; } = 1;

    public ChaosPace Pace { get; init; } = ChaosPace.Usual;

    /// <summary>Time between two looks at what the process holds.</summary>
    public TimeSpan SampleInterval { get; init; } = TimeSpan.FromSeconds(2);
}
