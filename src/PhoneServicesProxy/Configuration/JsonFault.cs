namespace PhoneServicesProxy.Configuration;

/// <summary>One mistake in a configuration file.</summary>
/// <param name="Key">The key with colons; null if the mistake makes the whole file unusable.</param>
/// <param name="Message">The error, and the text to write instead.</param>
internal sealed record JsonFault(string? Key, string Message)
{
    /// <summary>True if nothing of the file can be used.</summary>
    public bool SpoilsFile => Key is null;
}
