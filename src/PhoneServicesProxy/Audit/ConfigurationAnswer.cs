namespace PhoneServicesProxy.Audit;

/// <summary>The result of a request for a file.</summary>
/// <param name="File">The file; null if none came.</param>
/// <param name="Problem">Why none came; null if one did, or if no node has it.</param>
internal readonly record struct ConfigurationAnswer(byte[]? File, string? Problem)
{
    public bool IsMissing => File is null && Problem is null;
}
