using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>What the gateway held at a moment, counted from the first press.</summary>
internal sealed record ChaosSample(TimeSpan At, ProcessGauges Gauges);
