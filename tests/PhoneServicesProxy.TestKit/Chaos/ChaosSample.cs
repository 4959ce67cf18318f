using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>The gateway's resources at a time since the first press.</summary>
internal sealed record ChaosSample(TimeSpan At, ProcessGauges Gauges);
