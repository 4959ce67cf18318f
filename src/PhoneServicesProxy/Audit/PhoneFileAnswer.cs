namespace PhoneServicesProxy.Audit;

/// <summary>The result of a request for a file.</summary>
/// <typeparam name="T">How the file is read.</typeparam>
/// <param name="Content">The file; null if none came.</param>
/// <param name="Problem">Why none came; null if one did, or if no node has it.</param>
internal readonly record struct PhoneFileAnswer<T>(T? Content, string? Problem)
    where T : class
{
    public bool IsMissing => Content is null && Problem is null;
}
