using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Answers a request that the server itself refuses before there is one for middleware: it would send a status and nothing else. The server
/// tells of the refusal before it answers, and adds nothing to an answer that has begun by then. There is no body stream yet, so the page goes
/// straight to the connection, behind the head.
/// </summary>
internal sealed class EarlyRefusalAnswer(ErrorAnswer pages)
{
    public void Write(IFeatureCollection features, RefusalReason reason, int status)
    {
        // HTTP/2, which nobody speaks here, is told so by the server in its own words; it has the same status.
        if (reason == RefusalReason.HttpVersion
            || features.Get<IHttpResponseFeature>() is not { HasStarted: false } response
            || features.Get<IHttpResponseBodyFeature>() is not { } head
            || features.Get<IHttpRequestFeature>() is not { } request
            || features.Get<IConnectionTransportFeature>()?.Transport.Output is not { } output)
        {
            return;
        }

        var (page, type) = Compose(request.Headers, reason);
        var isForPhone = type.StartsWith("text/xml", StringComparison.Ordinal);
        response.StatusCode = isForPhone ? StatusCodes.Status200OK : status;
        response.Headers.ContentType = type;
        response.Headers.ContentLength = page.Length;
        response.Headers.Connection = "close";
        if (isForPhone)
        {
            response.Headers.Expires = PhoneAnswer.Past;
        }

        // Nothing is awaited: head and page are shorter than what a connection takes without its peer's reading.
        _ = head.StartAsync();
        if (!HttpMethods.IsHead(request.Method))
        {
            output.Write(page);
        }

        _ = FlushAsync(output);
    }

    private static async Task FlushAsync(PipeWriter output)
    {
        try
        {
            await output.FlushAsync();
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or OperationCanceledException)
        {
            // Nobody is there any more.
        }
    }

    /// <summary>A phone is known by those of its headers that had come until then.</summary>
    private (byte[] Page, string Type) Compose(IHeaderDictionary headers, RefusalReason reason)
    {
        if (!PhoneClient.Sent(headers))
        {
            return (Encoding.ASCII.GetBytes(Refusals.TextOf(reason)), "text/plain; charset=utf-8");
        }

        var (page, charset) = pages.Compose(
            service: null, reason == RefusalReason.TooSlow ? ErrorReason.NoAnswer : ErrorReason.Refused, retryUrl: null,
            headers.AcceptLanguage.ToString(), headers.AcceptCharset.ToString(), headers[PhoneClient.ModelName].ToString());
        return (page, $"text/xml; charset={charset}");
    }
}
