using System.Net.Http.Headers;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>
/// Passes only the headers that phones read. So no header reveals details of the node, even one that its software or a device in front of it invents.
/// Kestrel sets length, connection and chunking: see <see cref="HeldPage"/>.
/// </summary>
internal sealed class AnswerHeadersTransform(CurrentConfiguration current) : ResponseTransform
{
    private const string NodeName = "X-PhoneServices-Node";

    public override ValueTask ApplyAsync(ResponseTransformContext context)
    {
        if (context.ProxyResponse is not { } answer)
        {
            return ValueTask.CompletedTask;
        }

        var options = current.Options.Get<AnswerHeadersOptions>();
        var headers = context.HttpContext.Response.Headers;
        RemoveWhatIsNotForPhones(answer.Headers, headers, options);
        RemoveWhatIsNotForPhones(answer.Content.Headers, headers, options);
        if (options.NodeName && context.HttpContext.GetReverseProxyFeature().ProxiedDestination is { } node)
        {
            headers[NodeName] = node.DestinationId;
        }

        return ValueTask.CompletedTask;
    }

    private static void RemoveWhatIsNotForPhones(HttpHeaders received, IHeaderDictionary headers, AnswerHeadersOptions options)
    {
        foreach (var header in received.NonValidated)
        {
            if (!PassedHeaders.Contains(header.Key) && !CommaSeparated.Contains(options.AlsoPass, header.Key))
            {
                headers.Remove(header.Key);
            }
        }
    }
}
