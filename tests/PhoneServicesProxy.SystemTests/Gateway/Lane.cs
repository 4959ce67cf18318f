namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>When <c>tests/run</c> runs a test, by its trait <c>Lane</c>. Without one it runs when the functional tests have ended.</summary>
internal static class Lane
{
    public const string Name = "Lane";

    /// <summary>Judges no wait: beside the functional tests, which come first to the processors.</summary>
    public const string Early = "early";

    /// <summary>Judges how long phones wait or that no node is taken for one that is down, and leaves the processors idle half of the time: two at a time, after all others.</summary>
    public const string Last = "last";

    /// <summary>With <c>tests/run nightly</c> only. Each has a shorter sister that runs every time.</summary>
    public const string Nightly = "nightly";
}
