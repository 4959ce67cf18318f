using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Security;

/// <summary>
/// Answers a request that Kestrel refuses before any middleware runs. Kestrel alone would send only a status.
/// Kestrel reports the refusal before it answers, and adds nothing to a response that has already started.
/// There is no response body stream yet, so the page is written directly to the connection after the headers.
/// </summary>
internal sealed class EarlyRefusalAnswer(ErrorAnswer pages)
{
    public void Write(IFeatureCollection features, RefusalReason reason, int status)
    {
        // Kestrel answers HTTP/2, which no phone uses, in HTTP/2's own format and with the same status.
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
            response.Headers.Expires = PhoneAnswer.ExpiredDate;
        }

        // There is nothing to wait for: headers and page fit into the connection's buffer even if the client does not read.
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
            // The client has disconnected.
        }
    }

    /// <summary>A phone is recognised by the headers that arrived before the refusal.</summary>
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
