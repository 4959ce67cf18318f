namespace PhoneServicesProxy.Configuration;

/// <summary>Something that is wrong with a configuration file.</summary>
/// <param name="Key">The key with colons; null for the file as a whole.</param>
/// <param name="Message">What is wrong, and what to write instead.</param>
/// <param name="SpoilsFile">Whether nothing of the file can be used.</param>
internal sealed record JsonFault(string? Key, string Message, bool SpoilsFile);
