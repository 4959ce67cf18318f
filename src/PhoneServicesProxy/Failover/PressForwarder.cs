using System.Net;
using PhoneServicesProxy.Attempts;
using Yarp.ReverseProxy.Forwarder;

namespace PhoneServicesProxy.Failover;

/// <summary>
/// Replaces YARP's forwarder for presses, and applies the route's transforms. A held page is written in one piece. YARP's forwarder copies through a
/// buffer and with a timer. It relays only pages that are not held, and reports failures.
/// </summary>
internal sealed class PressForwarder(IHttpForwarder relay) : IHttpForwarder
{
    /// <summary>YARP's defaults.</summary>
    private static readonly ForwarderRequestConfig Defaults = new()
    {
        ActivityTimeout = TimeSpan.FromSeconds(100),
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };

    public ValueTask<ForwarderError> SendAsync(
        HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig, HttpTransformer transformer) =>
        SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer, CancellationToken.None);

    public async ValueTask<ForwarderError> SendAsync(
        HttpContext context,
        string destinationPrefix,
        HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig,
        HttpTransformer transformer,
        CancellationToken cancellationToken)
    {
        var press = context.Features.Get<Press>()!;
        var request = new PressMessage(press)
        {
            Method = HttpMethod.Parse(context.Request.Method),
            Version = requestConfig.Version ?? Defaults.Version!,
            VersionPolicy = requestConfig.VersionPolicy ?? Defaults.VersionPolicy!.Value,
        };
        await transformer.TransformRequestAsync(context, request, destinationPrefix, context.RequestAborted);
        if (IsAnswered(context.Response))
        {
            return ForwarderError.None;
        }

        using var limit = LimitOf(press, requestConfig, context.RequestAborted);
        var answer = httpClient.SendAsync(request, limit?.Token ?? context.RequestAborted);
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (answer.IsCompletedSuccessfully && (await answer).Content is HeldContent held && await TryWriteAsync(context, await answer, held.Page, transformer))
        {
            return ForwarderError.None;
        }

        using var ready = new HttpMessageInvoker(new Ready(answer));
        return await relay.SendAsync(context, destinationPrefix, ready, requestConfig, transformer, cancellationToken);
    }

    /// <summary>Writes head and page in one piece. False if a transform failed before anything was written.</summary>
    private static async ValueTask<bool> TryWriteAsync(HttpContext context, HttpResponseMessage answer, ReadOnlyMemory<byte> page, HttpTransformer transformer)
    {
        try
        {
            context.Response.StatusCode = (int)answer.StatusCode;
            if (await transformer.TransformResponseAsync(context, answer, context.RequestAborted) && !page.IsEmpty)
            {
                // Kestrel ends the write if the phone is gone or too slow.
                await context.Response.Body.WriteAsync(page, CancellationToken.None);
            }

            return true;
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            return false;
        }
    }

    /// <summary>True if a transform has answered the request itself.</summary>
    private static bool IsAnswered(HttpResponse response) => response.HasStarted || response.StatusCode != StatusCodes.Status200OK;

    /// <summary>The cluster's own limit; null if the press ends before it in any case.</summary>
    private static CancellationTokenSource? LimitOf(Press press, ForwarderRequestConfig config, CancellationToken phoneIsGone)
    {
        var limit = config.ActivityTimeout ?? Defaults.ActivityTimeout!.Value;
        if (limit > press.Policy.Options.TotalTimeout)
        {
            return null;
        }

        var source = CancellationTokenSource.CreateLinkedTokenSource(phoneIsGone);
        source.CancelAfter(limit);
        return source;
    }

    /// <summary>Gives YARP's forwarder the nodes' answer, or the reason why there is none.</summary>
    private sealed class Ready(Task<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer;
    }
}
