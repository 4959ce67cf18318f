namespace PhoneServicesProxy.Audit;

/// <summary>What came of asking for a file.</summary>
/// <param name="File">The file; null where none came.</param>
/// <param name="Problem">Why none came, in words; null where one did, or where no node has it.</param>
internal readonly record struct ConfigurationAnswer(byte[]? File, string? Problem)
{
    public bool IsMissing => File is null && Problem is null;
}
