namespace PhoneServicesProxy.TestKit.Load;

/// <summary>The result of one key press.</summary>
/// <param name="Due">The time when the key was pressed, since the start of the load.</param>
/// <param name="Lag">The delay of the load generator itself. It is a part of <paramref name="Wait"/>.</param>
/// <param name="Wait">The time from <paramref name="Due"/> until the last byte, or until the user gave up.</param>
/// <param name="Answer">The answer that the phone saw.</param>
internal readonly record struct LoadPress(TimeSpan Due, TimeSpan Lag, TimeSpan Wait, LoadAnswer Answer);
