using System.Globalization;
using System.Net;
using System.Text;

namespace PhoneServicesProxy.TestKit.Fleet;

/// <summary>One phone of a fleet: its name, its address and the exact requests of its model.</summary>
internal sealed class Phone(int number)
{
    private const string EndOfLine = "\r\n";

    // Captured requests of a 7921, a 7970, a 7942 and an 8841, including oddities: HTTP/1.0, no blank after "Host:", an empty cookie, a
    // malformed charset. "Connection: close" is added if the capture lacks it.
    private static readonly string[] Models =
    [
        "GET {path} HTTP/1.0\r\nUser-Agent: Allegro-Software-WebClient/3.12\r\nHost:{host}\r\n"
            + "x-CiscoIPPhoneModelName: CP-7921G\r\nx-CiscoIPPhoneDisplay: 176, 140, 16, C\r\n"
            + "x-CiscoIPPhoneSDKVersion: 4.1.3\r\nAccept: x-CiscoIPPhone/Directory, x-CiscoIPPhone/Execute, "
            + "x-CiscoIPPhone/Image, x-CiscoIPPhone/Input, x-CiscoIPPhone/Menu, x-CiscoIPPhone/Text, image/png, text/*\r\n"
            + "Accept-Language: en\r\nAccept-Charset: iso-8859-1\r\nConnection: Close\r\n\r\n",
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nUser-Agent: Allegro-Software-WebClient/4.34\r\n"
            + "Accept: x-CiscoIPPhone/*, text/*,image/png,*/*\r\nAccept-Language: en\r\nAccept-Charset: utf-8,;q=0.8\r\n"
            + "x-CiscoIPPhoneModelName: CP-7970G\r\nx-CiscoIPPhoneSDKVersion: 8.5.1\r\n"
            + "x-CiscoIPPhoneDisplay: 298,168,12,C\r\n\r\n",
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nCookie: \r\n"
            + "User-Agent: Allegro-Software-WebClient/4.34\r\nAccept: x-CiscoIPPhone/*, text/*,image/png,*/*\r\n"
            + "Accept-Language: en_US\r\nAccept-Charset: iso-8859-1,utf-8;q=0.8\r\nx-CiscoIPPhoneModelName: CP-7942G\r\n"
            + "x-CiscoIPPhoneSDKVersion: 6.0.2\r\nx-CiscoIPPhoneDisplay: 298,144,3,G\r\n\r\n",
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAccept: x-CiscoIPPhone/*, text/*,image/png,*/*\r\n"
            + "Accept-Language: en_US\r\nAccept-Charset: utf-8,;q=0.8\r\nx-CiscoIPPhoneModelName: CP-8841\r\n"
            + "x-CiscoIPPhoneSDKVersion: 8.5.1\r\nx-CiscoIPPhoneDisplay: 559, 265, 24, C\r\n\r\n",
    ];

    public string Device { get; } = string.Create(CultureInfo.InvariantCulture, $"SEP00077D{number:X6}");

    /// <summary>
    /// A loopback address for this phone alone, because limits and affinity depend on the client address. Null if the target is not local.
    /// </summary>
    public IPAddress? SourceFor(IPEndPoint target) =>
        IPAddress.IsLoopback(target.Address) && target.Address.GetAddressBytes().Length == 4
            ? new IPAddress([127, 77, (byte)(number / 250 % 250), (byte)(number % 250 + 1)])
            : null;

    /// <summary>The bytes of a GET; <c>{device}</c> in <paramref name="path"/> stands for the device name.</summary>
    public byte[] Request(string path, IPEndPoint target) => Encoding.ASCII.GetBytes(Head(path, target));

    /// <summary>The same on a connection that stays open, as some models send it.</summary>
    public byte[] KeepAliveRequest(string path, IPEndPoint target) =>
        Encoding.ASCII.GetBytes(Head(path, target).Replace("Connection: close" + EndOfLine, "", StringComparison.OrdinalIgnoreCase).Replace("HTTP/1.0", "HTTP/1.1", StringComparison.Ordinal));

    /// <summary>The bytes of a posted form: the same head with another method, and <paramref name="form"/> as its body.</summary>
    public byte[] Post(string path, string form, IPEndPoint target)
    {
        var head = Head(path, target);
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST{head["GET".Length..^EndOfLine.Length]}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}"));
    }

    private string Head(string path, IPEndPoint target) => Models[number % Models.Length]
        .Replace("{path}", path.Replace("{device}", Device, StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("{host}", target.ToString(), StringComparison.Ordinal);
}
