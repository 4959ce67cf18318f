namespace CallManagerSimulator.Control;

/// <summary>Why the control API did nothing, and what it accepts.</summary>
internal sealed record ControlError(string Error);
