namespace PhoneServicesProxy.Configuration;

/// <summary>There is something that cannot be what a setting means, such as a device.</summary>
/// <param name="path">Where.</param>
/// <param name="fact">What it is or has, such as "is a folder".</param>
internal sealed class UnfitFileException(string path, string fact) : IOException($"{path} {fact}.")
{
    public string Fact => fact;
}
