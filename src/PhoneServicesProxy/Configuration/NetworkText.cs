using System.Net;
using System.Numerics;

namespace PhoneServicesProxy.Configuration;

/// <summary>Says what to write instead of a text that is not a network.</summary>
internal static class NetworkText
{
    public static string Remedy(string text, string usual)
    {
        if (text.AsSpan().IndexOfAny(",;") > 0)
        {
            return $"Write each in quotes of its own: [ {string.Join(", ", text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => $"\"{one}\""))} ].";
        }

        return WithMask(text) is { } network ? $"Write the length of its prefix: \"{network}\"."
            : text.Split('/', ':')[0] is var host && Ipv4Text.IsMeant(host) && !Ipv4Text.IsAddress(host) ? $"\"{host}\" is not an address. Write four numbers from 0 to 255 with dots between them, without leading zeros. {usual}"
            : usual;
    }

    /// <summary>Null for what is no network, and for what the framework reads as another one than it seems to be.</summary>
    public static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) && IsAsWritten(text.Split('/')[0]) ? network : null;

    /// <summary>Whether what the framework has read as an address is the one that everybody reads there.</summary>
    public static bool IsAsWritten(string address) => address.Contains(':', StringComparison.Ordinal) || Ipv4Text.IsAddress(address);

    /// <summary>The network that is meant where an address inside of it was written, as in 10.0.0.1/8; null for anything else.</summary>
    public static IPNetwork? WithoutHost(string text) =>
        Parse(text) is { } network && IPAddress.TryParse(text.Split('/')[0], out var address) && !address.Equals(network.BaseAddress) ? network : null;

    /// <summary>Reads the notation of routers, such as 10.0.0.0 255.0.0.0. Null for any other text.</summary>
    private static IPNetwork? WithMask(string text) =>
        text.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries) is [var address, var mask]
        && Ipv4Text.IsAddress(address) && Ipv4Text.IsAddress(mask)
        && IPAddress.Parse(mask).GetAddressBytes() is var bytes
        && BitConverter.ToUInt32([.. bytes.Reverse()]) is var bits
        && BitOperations.LeadingZeroCount(~bits) is var length
        && (length == 32 || bits << length == 0)
        && IPNetwork.TryParse($"{address}/{length}", out var network)
            ? network
            : null;
}
