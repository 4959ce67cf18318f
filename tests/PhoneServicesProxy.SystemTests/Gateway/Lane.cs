namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>When <c>tests/run</c> runs a test, by its trait <c>Lane</c>. Without one it runs when the functional tests have ended, beside those of the lane <see cref="Early"/> that are left.</summary>
internal static class Lane
{
    public const string Name = "Lane";

    /// <summary>Judges no wait: beside all other tests but the last ones, and after them where there are too few processors.</summary>
    public const string Early = "early";

    /// <summary>Judges waits to a second or less: when nothing else runs. Its class is of the collection <see cref="Alone"/>.</summary>
    public const string Last = "last";

    /// <summary>With <c>tests/run nightly</c> only. Each has a shorter sister that runs every time.</summary>
    public const string Nightly = "nightly";
}
