namespace PhoneServicesProxy.Configuration;

/// <summary>A file that has no end, or one that nobody meant.</summary>
internal sealed class FileTooLargeException(string path) : IOException($"{path} {SmallFile.TooLarge}.");
