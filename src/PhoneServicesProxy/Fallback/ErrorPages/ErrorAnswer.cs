using System.Globalization;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Answers a phone with one of the gateway's own pages, in the phone's language and encoding.</summary>
internal sealed class ErrorAnswer(CurrentConfiguration current)
{
    /// <summary>The answer for clients that are not phones.</summary>
    public const string Busy = "The gateway is busy. Please try again.\n";

    /// <summary>The time after which a program may try again, in seconds.</summary>
    public const int RetryAfterSeconds = 5;

    /// <summary>The placeholder for the wait in a text.</summary>
    public const string Seconds = "{seconds}";

    private const string NoNode = "No node could answer. Please try again.\n";

    private readonly ConditionalWeakTable<GatewayConfiguration, PhoneTexts> _texts = [];

    /// <summary>Sends a page to a phone, and status 503 to other clients.</summary>
    /// <param name="context">The request.</param>
    /// <param name="press">The press for which there is no page.</param>
    /// <param name="reason">The reason.</param>
    public Task AnswerAsync(HttpContext context, Press press, ErrorReason reason)
    {
        // A request that changes nothing may get a page, even if the route's answers are not pages.
        if ((press.Policy.MayShowPage || press.MayRepeat) && PhoneClient.Sent(context.Request))
        {
            return WriteAsync(context, press.Cluster.Model.Config, reason, RetryUrl.Of(context.Request, press, current.Value));
        }

        var text = reason == ErrorReason.Busy ? Busy : NoNode;
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        response.ContentType = "text/plain; charset=utf-8";

        // A phone may be waiting, for example for authenticate. The answer has a length, because such a client may not understand chunks.
        response.ContentLength = text.Length;
        return response.WriteAsync(text, context.RequestAborted);
    }

    /// <param name="context">The phone's request.</param>
    /// <param name="service">The cluster whose name is the title; null if it is not known.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="retryUrl">The URL of the Retry key; null for no such key.</param>
    /// <param name="wait">How long the user has to wait, for texts that say it.</param>
    public Task WriteAsync(HttpContext context, ClusterConfig? service, ErrorReason reason, string? retryUrl, TimeSpan? wait = null)
    {
        var headers = context.Request.Headers;
        var (page, charset) = Compose(
            service, reason, retryUrl, headers.AcceptLanguage.ToString(), headers.AcceptCharset.ToString(), headers[PhoneClient.ModelName].ToString(), wait);
        return PhoneAnswer.WriteAsync(context, $"text/xml; charset={charset}", page);
    }

    /// <summary>Returns the page and the name of its charset, for a phone that sent these headers.</summary>
    public (byte[] Page, string Charset) Compose(
        ClusterConfig? service, ErrorReason reason, string? retryUrl, string acceptLanguage, string acceptCharset, string model, TimeSpan? wait = null)
    {
        var text = _texts.GetValue(current.Value, PhoneTexts.Of).For(acceptLanguage);
        var page = Page(service, text, WithWait(text.For(reason), wait), retryUrl, KeyPositions.For(model));
        var encoding = AcceptedCharset.Choose(acceptCharset, page.AllText);
        return (page.ToBytes(encoding), encoding.WebName);
    }

    private static string WithWait(string text, TimeSpan? wait) =>
        wait is { } time ? text.Replace(Seconds, Math.Max(1, Math.Ceiling(time.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture), StringComparison.Ordinal) : text;

    private static ErrorPage Page(ClusterConfig? service, PhoneText text, string message, string? retryUrl, KeyPositions positions)
    {
        var metadata = service?.Metadata;
        var exit = new SoftKey(text.Exit, positions.Exit, metadata?.GetValueOrDefault(ClusterMetadata.ExitUrl) ?? ClusterMetadata.DefaultExitUrl);
        SoftKey[] keys = retryUrl is null ? [exit] : [new(text.Retry, positions.Retry, retryUrl), exit];
        return new(
            metadata?.GetValueOrDefault(ClusterMetadata.Title) ?? ClusterMetadata.DefaultTitle,
            text.Prompt,
            message,
            [.. keys.OrderBy(key => key.Position)]);
    }
}
