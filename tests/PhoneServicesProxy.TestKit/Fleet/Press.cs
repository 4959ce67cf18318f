namespace PhoneServicesProxy.TestKit.Fleet;

/// <summary>What became of one key press.</summary>
/// <param name="Number">0 for the fleet's first.</param>
/// <param name="Device">The phone's device name.</param>
/// <param name="Due">When the key went down, since the fleet's start.</param>
/// <param name="Lag">How late the press left: the load generator's own fault, part of <paramref name="Wait"/>.</param>
/// <param name="Wait">From due to the last byte, or to the end of hope.</param>
/// <param name="Outcome">What a user would say of it.</param>
/// <param name="Status">HTTP status, 0 when there was none.</param>
internal readonly record struct Press(
    int Number, string Device, TimeSpan Due, TimeSpan Lag, TimeSpan Wait, PressOutcome Outcome, int Status)
{
    public bool Bad => Outcome != PressOutcome.Good;

    public string Reason => Outcome == PressOutcome.WrongStatus ? $"{Outcome} {Status}" : $"{Outcome}";

    public override string ToString() =>
        $"#{Number} {Device} at {Due.TotalSeconds:F2} s: {Reason} after {Wait.TotalMilliseconds:F0} ms";
}
