namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Recognises a phone by the headers of its firmware. The User-Agent alone is not specific enough.</summary>
internal static class PhoneClient
{
    /// <summary>The header with the phone's model, such as <c>CP-7942G</c>. Phones of 2006 did not send it.</summary>
    public const string ModelName = HeaderPrefix + "ModelName";

    /// <summary>The start of a media type in <c>Accept</c>, and of header names.</summary>
    public const string HeaderPrefix = "x-CiscoIPPhone";

    public static bool Sent(HttpRequest request) => Sent(request.Headers);

    public static bool Sent(IHeaderDictionary headers)
    {
        if (headers.Accept.ToString().Contains(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var header in headers)
        {
            if (header.Key.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
