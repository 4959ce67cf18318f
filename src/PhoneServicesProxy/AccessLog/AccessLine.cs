namespace PhoneServicesProxy.AccessLog;

/// <summary>One line of the log: a press.</summary>
/// <param name="Service">The service; <c>none</c> if no route matched.</param>
/// <param name="Outcome">The outcome for the phone, as in metrics.</param>
/// <param name="Node">The node whose page the phone got; null if there is none.</param>
/// <param name="Wait">The time that the phone waited.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Bytes">The length of the page; null if it was not stated, or if the phone went away.</param>
/// <param name="Route">The route's path as configured; null if there is none.</param>
/// <param name="Device">The phone's name; null if it is not logged.</param>
internal readonly record struct AccessLine(
    string Service, string Outcome, string? Node, TimeSpan Wait, int Status, long? Bytes, string? Route, string? Device);
