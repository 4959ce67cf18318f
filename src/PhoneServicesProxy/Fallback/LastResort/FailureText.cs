using System.Text;
using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Fallback.LastResort;

/// <summary>
/// Formats an exception for the log. Messages that repeat a value of the request are left out, because a query or a form can contain a PIN.
/// </summary>
internal static class FailureText
{
    private static readonly char[] Separators = ['?', '&', ';'];

    public static string Of(Exception error, HttpContext context)
    {
        var values = ValuesOf(context).ToArray();
        return Flatten(error).Any(one => values.Any(value => one.Message.Contains(value, StringComparison.OrdinalIgnoreCase)))
            ? string.Join(Environment.NewLine, Flatten(error).Select(one => $"{one.GetType()}: (not shown, since it repeats the request){Environment.NewLine}{one.StackTrace}"))
            : error.ToString();
    }

    private static IEnumerable<Exception> Flatten(Exception error) =>
        error is AggregateException several ? [error, .. several.InnerExceptions.SelectMany(Flatten)]
        : error.InnerException is { } inner ? [error, .. Flatten(inner)]
        : [error];

    /// <summary>Returns each value as sent and as decoded. Single characters are skipped, because nearly every message contains them.</summary>
    private static IEnumerable<string> ValuesOf(HttpContext context)
    {
        var form = context.Features.Get<Press>()?.Body is { } body ? Encoding.Latin1.GetString(body) : "";
        return $"{context.Request.QueryString.Value}&{form}".Split(Separators)
            .Select(pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..])
            .SelectMany(value => new[] { value, Uri.UnescapeDataString(value.Replace('+', ' ')) })
            .Where(value => value.Length > 1);
    }
}
