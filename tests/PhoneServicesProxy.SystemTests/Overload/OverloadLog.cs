namespace PhoneServicesProxy.SystemTests.Overload;

/// <summary>Reads a gateway's log lines about overload.</summary>
internal static class OverloadLog
{
    public const string Begins = "The gateway is overloaded.";
    private const string Ends = "All presses can be served again";

    /// <summary>True if the last overload in the log has not ended.</summary>
    public static bool IsOverloaded(string output) => output.LastIndexOf(Begins, StringComparison.Ordinal) > output.LastIndexOf(Ends, StringComparison.Ordinal);
}
