using PhoneServicesProxy.TestKit.Fleet;

namespace PhoneServicesProxy.Benchmarks.Cost;

/// <summary>What one proxy costs.</summary>
/// <param name="StartedIn">From the start of the process to the first accepted connection.</param>
/// <param name="FirstPresses">The first ten seconds of presses.</param>
/// <param name="FirstCpu">CPU time of the process up to their end, its start included.</param>
/// <param name="CpuPerPress">CPU time of a healthy press when warm, on a connection that is open.</param>
/// <param name="CpuPerFreshPress">The same on a new connection.</param>
/// <param name="PressesPerSecond">How many a second that were: the load generator and the nodes share the machine.</param>
/// <param name="Failures">Answers that were not a whole 200; anything but 0 voids the row.</param>
/// <param name="ResidentBytes">Memory afterwards.</param>
internal sealed record CostResult(
    TimeSpan StartedIn, FleetReport FirstPresses, TimeSpan FirstCpu, TimeSpan CpuPerPress, TimeSpan CpuPerFreshPress, double PressesPerSecond,
    int Failures, long ResidentBytes);
