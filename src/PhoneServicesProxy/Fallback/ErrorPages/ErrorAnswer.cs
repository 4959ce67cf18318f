using System.Globalization;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Answers a phone with a page of the gateway's own, in the phone's language and encoding.</summary>
internal sealed class ErrorAnswer(CurrentConfiguration current)
{
    /// <summary>What stands for the time in a text that tells it.</summary>
    private const string Seconds = "{seconds}";

    private readonly ConditionalWeakTable<GatewayConfiguration, PhoneTexts> _texts = [];

    /// <param name="context">The phone's request.</param>
    /// <param name="service">The cluster whose name stands in the title; null where it is not known.</param>
    /// <param name="reason">What happened.</param>
    /// <param name="retryUrl">Where the Retry key leads; null for no such key.</param>
    /// <param name="wait">For how long the user has to wait, for texts that tell it.</param>
    public Task WriteAsync(HttpContext context, ClusterConfig? service, ErrorReason reason, string? retryUrl, TimeSpan? wait = null)
    {
        var headers = context.Request.Headers;
        var text = _texts.GetValue(current.Value, PhoneTexts.Of).For(headers.AcceptLanguage.ToString());
        var page = Page(service, text, Told(text.For(reason), wait), retryUrl, KeyPositions.For(headers[PhoneClient.ModelName].ToString()));
        var encoding = AcceptedCharset.Choose(headers.AcceptCharset.ToString(), page.AllText);
        return PhoneAnswer.WriteAsync(context, $"text/xml; charset={encoding.WebName}", page.ToBytes(encoding));
    }

    private static string Told(string text, TimeSpan? wait) =>
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
