namespace PhoneServicesProxy.Health;

/// <summary>A node in one service, and the rules by which that service judges the answer to a probe.</summary>
internal sealed record ProbedService(NodeHealth Node, ProbeSettings Settings, ProbeCheck Check);
