using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>
/// Copies only the headers that phones read. So no header reveals details of the node, even one that its software or a device in front of it invents.
/// Kestrel sets length, connection and chunking: see <see cref="HeldPage"/>.
/// </summary>
internal sealed class AnswerHeadersTransform(CurrentConfiguration current, bool copies) : ResponseTransform
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
        if (copies)
        {
            Copy(answer.Headers, headers, options);
            Copy(answer.Content.Headers, headers, options);
        }

        if (options.NodeName && context.HttpContext.GetReverseProxyFeature().ProxiedDestination is { } node)
        {
            headers[NodeName] = node.DestinationId;
        }

        return ValueTask.CompletedTask;
    }

    private static void Copy(HttpHeaders received, IHeaderDictionary headers, AnswerHeadersOptions options)
    {
        foreach (var (name, values) in received.NonValidated)
        {
            if (PassedHeaders.Contains(name, options))
            {
                headers[name] = values.Count == 1 ? values.ToString() : new StringValues([.. values]);
            }
        }
    }
}
