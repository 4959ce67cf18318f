namespace PhoneServicesProxy.Configuration;

/// <summary>A path in a setting names something that cannot be used as a file, such as a device.</summary>
/// <param name="path">The path.</param>
/// <param name="fact">The reason, such as "is a folder".</param>
internal sealed class UnfitFileException(string path, string fact) : IOException($"{path} {fact}.")
{
    public string Fact => fact;
}
