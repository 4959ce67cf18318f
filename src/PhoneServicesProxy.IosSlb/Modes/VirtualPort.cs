using System.Globalization;
using PhoneServicesProxy.IosSlb.Syntax;

namespace PhoneServicesProxy.IosSlb.Modes;

/// <summary>IOS's names for ports and protocols in <c>virtual</c>.</summary>
internal static class VirtualPort
{
    private static readonly Dictionary<string, int> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["any"] = 0,
        ["www"] = 80,
        ["http"] = 80,
        ["https"] = 443,
        ["ftp"] = 21,
        ["telnet"] = 23,
        ["smtp"] = 25,
        ["dns"] = 53,
        ["domain"] = 53,
        ["tftp"] = 69,
        ["pop2"] = 109,
        ["pop3"] = 110,
        ["nntp"] = 119,
        ["ntp"] = 123,
        ["imap"] = 143,
        ["ldap"] = 389,
        ["xot"] = 1998,
        ["radius"] = 1812,
        ["gtp"] = 3386,
        ["wsp"] = 9200,
        ["wsp-wtp"] = 9201,
        ["wsp-wtls"] = 9202,
        ["wsp-wtp-wtls"] = 9203,
    };

    private static readonly string[] Protocols = ["all", "ah", "eigrp", "esp", "gre", "icmp", "igmp", "ipinip", "ospf", "pim"];

    public static int Parse(string word) =>
        Names.TryGetValue(word, out var named) ? named
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port
        : throw new IosSyntaxException($"The port is \"{word}\". Write www or a number from 0 to 65535, where 0 is every port.");

    public static bool IsProtocol(string word) =>
        Protocols.Contains(word) || (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 255);
}
