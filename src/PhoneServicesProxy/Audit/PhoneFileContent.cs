using System.Xml;

namespace PhoneServicesProxy.Audit;

/// <summary>What a node gave as a phone's configuration file.</summary>
/// <param name="File">The file; null if it cannot be read.</param>
/// <param name="Reason">Why not. The same fault has the same text for all phones. Empty if it can be read.</param>
/// <param name="Where">The file's name, and the position of the fault in it; empty if it can be read.</param>
internal sealed record PhoneFileContent(PhoneFile? File, string Reason = "", string Where = "")
{
    public static PhoneFileContent Of(string name, byte[] file)
    {
        try
        {
            return PhoneFile.Read(file) is { } read ? new(read) : new(null, "the file is encrypted, or no configuration file of a phone", name);
        }
        catch (XmlException error)
        {
            return new(null, "the file is not well-formed", $"{name}, line {error.LineNumber}, position {error.LinePosition}");
        }
    }
}
