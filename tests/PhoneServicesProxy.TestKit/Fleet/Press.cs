namespace PhoneServicesProxy.TestKit.Fleet;

/// <summary>The result of one key press.</summary>
/// <param name="Number">0 for the fleet's first.</param>
/// <param name="Device">The phone's device name.</param>
/// <param name="Due">The time when the key was pressed, since the start of the fleet.</param>
/// <param name="Lag">The delay of the load generator itself. It is a part of <paramref name="Wait"/>.</param>
/// <param name="Wait">The time from <paramref name="Due"/> until the last byte, or until the user gave up.</param>
/// <param name="Outcome">The result as the user sees it.</param>
/// <param name="Status">The HTTP status; 0 if there was none.</param>
internal readonly record struct Press(
    int Number, string Device, TimeSpan Due, TimeSpan Lag, TimeSpan Wait, PressOutcome Outcome, int Status)
{
    public bool Bad => Outcome != PressOutcome.Good;

    public string Reason => Outcome == PressOutcome.WrongStatus ? $"{Outcome} {Status}" : $"{Outcome}";

    public override string ToString() =>
        $"#{Number} {Device} at {Due.TotalSeconds:F2} s: {Reason} after {Wait.TotalMilliseconds:F0} ms";
}
