using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>A connection of a phone to the gateway, byte by byte: what was asked on it, and what came back how.</summary>
internal sealed class PhoneConnection : IAsyncDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private readonly TcpClient _client = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly List<byte> _received = [];

    private PhoneConnection()
    {
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PhoneConnection> OpenAsync(Uri gateway)
    {
        var connection = new PhoneConnection();
        await connection._client.ConnectAsync(gateway.Host, gateway.Port, Cancellation);
        return connection;
    }

    /// <summary>Asks and reads the answer as a phone does: by its length, and where it has none, until the connection ends.</summary>
    public async Task<RawAnswer> AskAsync(string request)
    {
        await SendAsync(request);
        return await ReadAnswerAsync();
    }

    public async Task SendAsync(string request) =>
        await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request.ReplaceLineEndings("\r\n")), Cancellation);

    public async Task<RawAnswer> ReadAnswerAsync()
    {
        int head;
        while ((head = CollectionsMarshal.AsSpan(_received).IndexOf(EndOfHead)) < 0)
        {
            Assert.True(await ReadAsync(), $"The connection ended before the head of an answer: {Encoding.Latin1.GetString([.. _received])}");
        }

        var answer = new RawAnswer(Encoding.Latin1.GetString([.. _received[..head]]), []);
        _received.RemoveRange(0, head + EndOfHead.Length);
        if (answer.Status is 100 or 204 or 304)
        {
            return answer;
        }

        if (answer["Content-Length"] is { } announced)
        {
            var length = int.Parse(announced, CultureInfo.InvariantCulture);
            while (_received.Count < length && await ReadAsync())
            {
            }

            return TakeBody(answer, Math.Min(length, _received.Count));
        }

        while (!EndsInChunks(answer) && await ReadAsync())
        {
        }

        return TakeBody(answer, _received.Count);
    }

    /// <summary>Whether the gateway closes, in good order and without a byte more.</summary>
    public async Task<bool> IsClosedAsync() => _received.Count == 0 && !await ReadAsync();

    /// <summary>Goes away without a word, as a phone that is unplugged and whose switch port says so.</summary>
    public void Reset()
    {
        _client.Client.LingerState = new LingerOption(true, 0);
        _client.Client.Close();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool EndsInChunks(RawAnswer answer) =>
        answer["Transfer-Encoding"] is not null && CollectionsMarshal.AsSpan(_received).EndsWith("\r\n0\r\n\r\n"u8);

    private RawAnswer TakeBody(RawAnswer answer, int length)
    {
        var body = _received[..length].ToArray();
        _received.RemoveRange(0, length);
        return answer with { Body = body };
    }

    private async Task<bool> ReadAsync()
    {
        var read = await _client.GetStream().ReadAsync(_buffer, Cancellation);
        _received.AddRange(_buffer.AsSpan(0, read));
        return read > 0;
    }
}
