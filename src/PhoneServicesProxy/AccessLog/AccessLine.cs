namespace PhoneServicesProxy.AccessLog;

/// <summary>What is told of a press.</summary>
/// <param name="Service">The service; <c>none</c> where no route was found.</param>
/// <param name="Outcome">What the phone saw, as in metrics.</param>
/// <param name="Node">The node whose page the phone got; null for none.</param>
/// <param name="Wait">How long the phone waited.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Bytes">The length of the page; null where it was not stated, or the phone went away.</param>
/// <param name="Route">The path of the route, as the configuration has it; null for none.</param>
/// <param name="Device">The phone's name; null where it is not told.</param>
internal readonly record struct AccessLine(
    string Service, string Outcome, string? Node, TimeSpan Wait, int Status, long? Bytes, string? Route, string? Device);
