using System.Text.RegularExpressions;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Audit;

/// <summary>The name of a phone's configuration file, plain (<c>.cnf.xml</c>), signed (<c>.cnf.xml.sgn</c>) or encrypted (<c>.cnf.xml.enc.sgn</c>).</summary>
internal static partial class PhoneFileName
{
    /// <summary>The name of the list of all files on a node.</summary>
    public const string List = "ConfigFileCacheList.txt";

    private const string Extension = ".cnf.xml";
    private const string Signed = ".sgn";
    private const string Encrypted = ".enc";

    /// <summary>Returns the phone's name as CallManager writes it; null if the text is not a phone's name.</summary>
    public static string? Device(string text) => DeviceName.Of(text);

    /// <summary>Returns the possible names of a phone's file. Names of readable files come first.</summary>
    public static IReadOnlyList<string> Of(string device) =>
        [device + Extension, device + Extension + Signed, device + Extension + Encrypted + Signed, device + Extension + Encrypted];

    public static bool IsEncrypted(string name) => name.Contains(Encrypted, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the phones and files in a line of the list.</summary>
    public static IEnumerable<(string Device, string File)> In(string line) =>
        PhoneFile().Matches(line).Select(match => (match.Groups[1].Value.ToUpperInvariant(), match.Value));

    [GeneratedRegex(@"(?<![\w])(SEP[0-9A-F]{12})\.cnf\.xml(?:\.enc)?(?:\.sgn)?(?![\w.])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PhoneFile();
}
