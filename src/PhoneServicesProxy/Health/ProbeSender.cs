using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Exhaustion;
using Yarp.ReverseProxy.Health;

namespace PhoneServicesProxy.Health;

/// <summary>Sends one probe and reads the whole answer. It never throws: every failure is an answer.</summary>
internal sealed class ProbeSender(IProbingRequestFactory requests, Func<HealthOptions> options, Culprit culprit)
{
    public async Task<ProbeAnswer> SendAsync(NodeHealth node, ProbeCheck check, CancellationToken limit) => (await SendAsync(node, [check], limit))[0];

    /// <summary>Returns the answer as each of these checks judges it. All good ones share the response.</summary>
    public async Task<ProbeAnswer[]> SendAsync(NodeHealth node, ProbeCheck[] checks, CancellationToken limit)
    {
        var cluster = node.Cluster.Model;
        HttpRequestMessage request;
        try
        {
            request = requests.CreateRequest(cluster, node.Destination.Model);
        }
        catch (Exception error) when (ExhaustionErrors.Of(error) is null)
        {
            // An address that is no URL is never reached by a phone's request either.
            return Of(checks, ProbeAnswer.Failed(AttemptFailure.ConnectFailed, "no probe can be made for its address"));
        }

        using (request)
        {
            ProbeRequest.Mark(request);
            return await SendAsync(cluster.HttpClient, request, checks, limit);
        }
    }

    private static ProbeAnswer[] Of(ProbeCheck[] checks, ProbeAnswer failed) => Array.ConvertAll(checks, _ => failed);

    private async Task<ProbeAnswer[]> SendAsync(
        HttpMessageInvoker client, HttpRequestMessage request, ProbeCheck[] checks, CancellationToken limit)
    {
        HttpResponseMessage? response = null;
        ProbeAnswer[] answers = [];
        var started = culprit.Now;
        try
        {
            response = await client.SendAsync(request, limit);
            answers = await ReadAsync(response, checks, limit);
        }
        catch (OperationCanceledException e) when (e.InnerException is not TimeoutException)
        {
            var reason = response is null ? "no answer within the time limit" : "half an answer within the time limit";
            answers = Of(checks, ProbeAnswer.Failed(culprit.FailureOf(e, started), reason));
        }
        catch (Exception e)
        {
            var failure = culprit.FailureOf(e, started);
            answers = Of(checks, ProbeAnswer.Failed(failure, NodeFailureText.Of(failure, e, request.RequestUri)));
        }
        finally
        {
            if (!Array.Exists(answers, answer => answer.Good))
            {
                response?.Dispose();
            }
        }

        return answers;
    }

    private async Task<ProbeAnswer[]> ReadAsync(HttpResponseMessage response, ProbeCheck[] checks, CancellationToken limit)
    {
        var maxSize = options().MaxPageSize;
        var contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : null;
        var page = await ReadPageAsync(response.Content, maxSize, limit);
        if (page is null)
        {
            return Of(checks, ProbeAnswer.Failed(AttemptFailure.BadPage, $"more than {maxSize} bytes") with
            {
                Page = new((int)response.StatusCode, default, contentType) { TooLong = true },
            });
        }

        if (ContentCodings.Of(response.Content.Headers) is { } codings)
        {
            if (ContentCodings.Unpack(page, codings, maxSize) is not { } plain)
            {
                return Of(checks, ProbeAnswer.Failed(AttemptFailure.BadPage, ContentCodings.Fault));
            }

            page = plain.ToArray();
        }

        var seen = new ProbePage((int)response.StatusCode, page, contentType);
        var answers = Array.ConvertAll(checks, check => Judge(check, seen, response));
        if (!Array.Exists(answers, answer => answer.Good))
        {
            return answers;
        }

        // Policies accept only a 2xx, but a check above has accepted this status.
        if (!response.IsSuccessStatusCode)
        {
            response.StatusCode = System.Net.HttpStatusCode.OK;
        }

        // The node's connection is released here, and the policy gets the bytes that were read.
        var content = new ByteArrayContent(page);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        response.Content.Dispose();
        response.Content = content;
        return answers;
    }

    private static ProbeAnswer Judge(ProbeCheck check, ProbePage seen, HttpResponseMessage response)
    {
        var (failure, reason) = check.Judge(seen.Status, seen.Body, seen.ContentType);
        return new ProbeAnswer(failure, reason, failure == AttemptFailure.None ? response : null) { Page = seen };
    }

    private static async Task<byte[]?> ReadPageAsync(HttpContent content, int maxSize, CancellationToken limit)
    {
        using var page = new MemoryStream();
        await using var body = await content.ReadAsStreamAsync(limit);
        var buffer = new byte[4096];
        while (await body.ReadAsync(buffer, limit) is > 0 and var count)
        {
            if (page.Length + count > maxSize)
            {
                return null;
            }

            page.Write(buffer, 0, count);
        }

        return page.ToArray();
    }
}
