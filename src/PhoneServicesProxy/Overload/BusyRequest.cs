using System.Text;

namespace PhoneServicesProxy.Overload;

/// <summary>
/// As much of a request as it takes to turn it away. Nothing of it goes to a node or into an answer, and whoever is doubtful here is left to
/// Kestrel.
/// </summary>
internal sealed record BusyRequest(string Path, bool IsPhone, string Language, string Charset, string Model)
{
    private const string EndOfHead = "\r\n\r\n";
    private const string Method = "GET ";

    /// <summary>Null where it is not a whole GET without a body.</summary>
    public static BusyRequest? Read(ReadOnlySpan<byte> received)
    {
        var head = Encoding.Latin1.GetString(received);
        if (!head.StartsWith(Method, StringComparison.Ordinal) || !head.EndsWith(EndOfHead, StringComparison.Ordinal)
            || head.IndexOf(EndOfHead, StringComparison.Ordinal) != head.Length - EndOfHead.Length)
        {
            return null;
        }

        var target = head.AsSpan(Method.Length, Math.Max(0, head.IndexOf(' ', Method.Length) - Method.Length));
        var path = target[..(target.IndexOfAny('?', ';') is >= 0 and var end ? end : target.Length)];
        return new(
            path.ToString(),
            head.Contains("x-CiscoIPPhone", StringComparison.OrdinalIgnoreCase),
            Header(head, "\nAccept-Language:"),
            Header(head, "\nAccept-Charset:"),
            Header(head, "\nx-CiscoIPPhoneModelName:"));
    }

    private static string Header(string head, string name)
    {
        var start = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return "";
        }

        start += name.Length;
        return head[start..head.IndexOf('\r', start)].Trim();
    }
}
