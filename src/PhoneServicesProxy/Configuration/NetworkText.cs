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

        return WithMask(text) is { } network ? $"Write the length of its prefix: \"{network}\"." : usual;
    }

    /// <summary>If the text has an address inside a network, such as 10.0.0.1/8, returns the network that is meant; otherwise null.</summary>
    public static IPNetwork? WithoutHost(string text) =>
        IPNetwork.TryParse(text, out var network) && IPAddress.TryParse(text.Split('/')[0], out var address) && !address.Equals(network.BaseAddress) ? network : null;

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
