using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PhoneServicesProxy.IdlePages;

/// <summary>A node's answer for all phones that share it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers that the route lets through.</param>
/// <param name="Body">The page.</param>
internal sealed record SharedPage(int Status, KeyValuePair<string, StringValues>[] Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Copies an answer with a held body. The buffer of the held body is reused after the press.</summary>
    public static SharedPage Of(HttpResponse response, ReadOnlyMemory<byte> body) => new(
        response.StatusCode, [.. response.Headers.Where(header => header.Key != HeaderNames.Connection)], body.ToArray());

    /// <summary>Stands for the lack of a node's answer.</summary>
    public static SharedPage None(int status) => new(status, [], default);

    public bool IsAnswer => Headers.Length > 0;

    public Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        foreach (var (name, values) in Headers)
        {
            response.Headers[name] = values;
        }

        // Kestrel ends the write if the phone disconnects.
        return response.Body.WriteAsync(Body, CancellationToken.None).AsTask();
    }
}
