namespace PhoneServicesProxy.AccessLog;

/// <summary>The fields of a line besides date, time and status. The files name them <c>cs(Bytes)</c> and so on, in alphabetical order.</summary>
internal static class AccessFields
{
    public const string Bytes = "Bytes";
    public const string Device = "Device";
    public const string Node = "Node";
    public const string Outcome = "Outcome";
    public const string Route = "Route";
    public const string Service = "Service";
    public const string WaitMs = "Wait-Ms";

    public static IEnumerable<string> Of(bool includeDevice) => [Bytes, .. includeDevice ? [Device] : Array.Empty<string>(), Node, Outcome, Route, Service, WaitMs];
}
