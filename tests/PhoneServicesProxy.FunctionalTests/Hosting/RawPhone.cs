using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>A phone that sends exactly these bytes.</summary>
internal static partial class RawPhone
{
    /// <summary>The answer's head and as much of a body as it announces, each byte a character (Latin-1).</summary>
    /// <param name="gateway">Where to send it.</param>
    /// <param name="request">What to send.</param>
    /// <param name="from">The phone's own address; by default any.</param>
    public static async Task<string> SendAsync(Uri gateway, string request, IPAddress? from = null)
    {
        using var client = from is null ? new TcpClient() : new TcpClient(new IPEndPoint(from, 0));
        await client.ConnectAsync(gateway.Host, gateway.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsComplete(answer.ToString()))
        {
            var read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
            if (read == 0)
            {
                break;
            }

            answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }

    /// <summary>All that comes until the gateway closes, each byte a character (Latin-1).</summary>
    public static async Task<string> AllAsync(Uri gateway, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Host, gateway.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // A connection that is closed before all was read from it is reset behind the answer.
        }

        return Encoding.Latin1.GetString(answer.GetBuffer(), 0, (int)answer.Length);
    }

    private static bool IsComplete(string answer)
    {
        var head = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return head >= 0
            && ContentLength().Match(answer, 0, head + 2) is { Success: true } length
            && answer.Length >= head + 4 + int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\r\nContent-Length: (\d+)\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
