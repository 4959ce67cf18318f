namespace PhoneServicesProxy.Configuration;

/// <summary>Something that is wrong with a configuration file.</summary>
/// <param name="Key">The key with colons; null for the file as a whole, of which nothing can be used then.</param>
/// <param name="Message">What is wrong, and what to write instead.</param>
internal sealed record JsonFault(string? Key, string Message)
{
    /// <summary>Whether nothing of the file can be used.</summary>
    public bool SpoilsFile => Key is null;
}
