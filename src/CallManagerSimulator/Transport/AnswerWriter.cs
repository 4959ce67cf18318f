using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CallManagerSimulator.Pages;
using Microsoft.AspNetCore.Connections.Features;

namespace CallManagerSimulator.Transport;

/// <summary>Writes answers, complete or in part.</summary>
internal static class AnswerWriter
{
    private const string FrameOptions = "SAMEORIGIN";

    public static async Task WriteAsync(HttpContext context, Answer answer, string? setCookie)
    {
        WriteHead(context.Response, answer, setCookie);
        await context.Response.Body.WriteAsync(answer.Body);
    }

    /// <summary>Sends the body one byte at a time.</summary>
    public static async Task DripAsync(
        HttpContext context, Answer answer, string? setCookie, TimeSpan interval, TimeProvider clock, CancellationToken ct)
    {
        WriteHead(context.Response, answer, setCookie);
        await context.Response.Body.FlushAsync(ct);
        for (var i = 0; i < answer.Body.Length; i++)
        {
            await Task.Delay(interval, clock, ct);
            await context.Response.Body.WriteAsync(answer.Body.Slice(i, 1), ct);
            await context.Response.Body.FlushAsync(ct);
        }
    }

    /// <summary>
    /// Sends full headers and half of the body, then a reset. It writes to the socket directly: a reset drops the data in Kestrel's buffers, and only
    /// the socket shows when the bytes are sent.
    /// </summary>
    public static async Task HalfAsync(HttpContext context, Answer answer, string? setCookie, DateTimeOffset now)
    {
        if (SocketOf(context) is { } socket)
        {
            var head = Encoding.Latin1.GetBytes(RawHead(answer, setCookie, now));
            try
            {
                await socket.SendAsync(head);
                await socket.SendAsync(answer.Body[..(answer.Body.Length / 2)]);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The client did not wait.
            }
        }

        Reset(context);
    }

    public static void Reset(HttpContext context)
    {
        if (SocketOf(context) is { } socket)
        {
            NodeSockets.Reset(socket);
        }

        context.Abort();
    }

    private static void WriteHead(HttpResponse response, Answer answer, string? setCookie)
    {
        response.StatusCode = answer.Status;
        response.ContentLength = answer.Body.Length;
        response.ContentType = answer.ContentType;
        response.Headers.XFrameOptions = FrameOptions;
        // CallManager sends this header with an empty value.
        response.Headers.Server = "";
        if (setCookie is not null)
        {
            response.Headers.SetCookie = setCookie;
        }

        if (answer.Refresh is not null)
        {
            response.Headers["Refresh"] = answer.Refresh;
        }
    }

    private static string RawHead(Answer answer, string? setCookie, DateTimeOffset now)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} OK\r\nX-Frame-Options: {FrameOptions}\r\n");
        head.Append(setCookie is null ? "" : $"Set-Cookie: {setCookie}\r\n");
        head.Append(answer.ContentType is null ? "" : $"Content-Type: {answer.ContentType}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {answer.Body.Length}\r\nDate: {now:R}\r\nServer: \r\n\r\n");
        return head.ToString();
    }

    private static Socket? SocketOf(HttpContext context) => context.Features.Get<IConnectionSocketFeature>()?.Socket;
}
