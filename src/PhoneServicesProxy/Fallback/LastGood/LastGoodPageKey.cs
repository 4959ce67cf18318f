using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>
/// Names a page by its device and its exact request: route, path, query, and the headers by which nodes choose between pages.
/// It is a hash, so neither memory nor a shared store reveals who requested what.
/// </summary>
internal static class LastGoodPageKey
{
    public const string Prefix = "phone-services:page:";

    /// <summary>Far above what phones send: their URLs have at most 256 characters. Pages of longer requests are not kept.</summary>
    private const int MaxLength = 2048;

    /// <summary>Returns null if the page of this request is not kept.</summary>
    public static string? Of(HttpContext context, Press press)
    {
        var request = context.Request;
        var scope = press.Policy.LastGood;
        if (scope == LastGoodScope.Never || !press.MayRepeat || !PhoneClient.Sent(request) || Credentials.IsIn(request))
        {
            return null;
        }

        var hasName = DeviceKey.HasName(request);
        return hasName || scope == LastGoodScope.ByNameOrAddress ? Hash(context, press.Route.Config.RouteId, hasName) : null;
    }

    private static string? Hash(HttpContext context, string route, bool hasName)
    {
        var request = context.Request;
        var headers = request.Headers;
        Span<byte> text = stackalloc byte[MaxLength];
        var length = 0;
        var fits = Add(text, ref length, route)
            && Add(text, ref length, request.Path.Value)
            && Add(text, ref length, request.QueryString.Value)
            && Add(text, ref length, headers.AcceptLanguage)
            && Add(text, ref length, headers.AcceptCharset)
            && Add(text, ref length, headers[PhoneClient.ModelName]);
        if (!fits)
        {
            return null;
        }

        // The device's name is part of the query, so it is already included.
        if (!hasName && !AddAddress(context, text, ref length))
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        Span<char> key = stackalloc char[Prefix.Length + Base64Url.GetEncodedLength(hash.Length)];
        Prefix.CopyTo(key);
        Base64Url.EncodeToChars(hash, key[Prefix.Length..]);
        return new(key);
    }

    private static bool AddAddress(HttpContext context, Span<byte> text, ref int length)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return false;
        }

        // A dual-stack socket reports IPv4 addresses as IPv4-mapped IPv6 addresses.
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (!address.TryFormat(text[length..], out var written))
        {
            return false;
        }

        length += written;
        return true;
    }

    private static bool Add(Span<byte> text, ref int length, StringValues values)
    {
        foreach (var value in values)
        {
            if (!Add(text, ref length, value))
            {
                return false;
            }
        }

        return Add(text, ref length, "");
    }

    /// <summary>Each part ends with a 0, which no part contains. So two different requests cannot have the same text.</summary>
    private static bool Add(Span<byte> text, ref int length, string? part)
    {
        if (Utf8.FromUtf16(part, text[length..], out _, out var written) != OperationStatus.Done || length + written == text.Length)
        {
            return false;
        }

        length += written;
        text[length++] = 0;
        return true;
    }
}
