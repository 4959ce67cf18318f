using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Fallback.LastResort;

/// <summary>The page that is sent if every other answer has failed. It needs no configuration.</summary>
internal static class LastResortPage
{
    private const string Text = "The gateway failed. Its log says why.\n";

    private static readonly byte[] Page =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <CiscoIPPhoneText><Title>Phone Services</Title><Text>This service is not available. Please try again later.</Text></CiscoIPPhoneText>

        """u8.ToArray();

    public static Task WriteAsync(HttpContext context) =>
        PhoneClient.Sent(context.Request) ? PhoneAnswer.WriteAsync(context, "text/xml; charset=utf-8", Page) : WriteTextAsync(context);

    /// <summary>Writes the answer for a client that is no phone or expects plain text.</summary>
    public static Task WriteTextAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status500InternalServerError;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = Text.Length;
        return response.WriteAsync(Text, context.RequestAborted);
    }
}
