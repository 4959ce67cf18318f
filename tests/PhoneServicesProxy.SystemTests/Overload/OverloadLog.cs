namespace PhoneServicesProxy.SystemTests.Overload;

/// <summary>What a gateway's log says about its overload.</summary>
internal static class OverloadLog
{
    public const string Begins = "More presses than can be served";
    private const string Ends = "All presses can be served again";

    /// <summary>True if the last overload in the log is not over.</summary>
    public static bool IsOverloaded(string output) => output.LastIndexOf(Begins, StringComparison.Ordinal) > output.LastIndexOf(Ends, StringComparison.Ordinal);
}
