namespace PhoneServicesProxy.TestKit.Load;

/// <summary>What became of one key press.</summary>
/// <param name="Due">When the key went down, since the load began.</param>
/// <param name="Lag">How late the press left: the load generator's own fault, part of <paramref name="Wait"/>.</param>
/// <param name="Wait">From due to the last byte, or to the end of hope.</param>
/// <param name="Answer">What the phone saw.</param>
internal readonly record struct LoadPress(TimeSpan Due, TimeSpan Lag, TimeSpan Wait, LoadAnswer Answer);
