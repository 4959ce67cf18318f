namespace PhoneServicesProxy.Benchmarks.Cost;

/// <summary>Answers that a closed loop got.</summary>
internal readonly record struct LoopCount(int Good, int Failed);
