using System.Net;
using System.Numerics;

namespace PhoneServicesProxy.Configuration;

/// <summary>Reads networks, and says what to write instead of an invalid one.</summary>
internal static class NetworkText
{
    public static string Remedy(string text, string usual)
    {
        if (text.AsSpan().IndexOfAny(",;") > 0)
        {
            return $"Write each in its own quotes: [ {string.Join(", ", text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => $"\"{one}\""))} ].";
        }

        return WithMask(text) is { } network ? $"Write the length of its prefix: \"{network}\"."
            : text.Split('/', ':')[0] is var host && Ipv4Text.IsMeant(host) && !Ipv4Text.IsAddress(host) ? $"\"{host}\" is not an address. Write four numbers from 0 to 255 with dots between them, without leading zeros. {usual}"
            : usual;
    }

    /// <summary>Returns null if the text is not a network, or if the framework would read it as a different one.</summary>
    public static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) && IsAsWritten(text.Split('/')[0]) ? network : null;

    /// <summary>Returns true if the framework reads the address as people do. It reads 10.1, for example, as 10.0.0.1.</summary>
    public static bool IsAsWritten(string address) => address.Contains(':', StringComparison.Ordinal) || Ipv4Text.IsAddress(address);

    /// <summary>Returns the network of an address inside it, such as 10.0.0.0/8 for 10.0.0.1/8; null for any other text.</summary>
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
