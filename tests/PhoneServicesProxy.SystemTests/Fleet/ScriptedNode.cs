using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PhoneServicesProxy.SystemTests.Fleet;

/// <summary>Sends given bytes to whoever asks, below any HTTP library that would not let them be wrong.</summary>
internal sealed class ScriptedNode : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string _answer;
    private readonly AfterAnswer _then;
    private readonly Task _accepting;

    public ScriptedNode(string answer, AfterAnswer then)
    {
        (_answer, _then) = (answer, then);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
                answers.Add(AnswerAsync(await _listener.AcceptSocketAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await socket.ReceiveAsync(new byte[4096], _end.Token);
                await socket.SendAsync(Encoding.Latin1.GetBytes(_answer), _end.Token);
                if (_then == AfterAnswer.Hold)
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);

                if (_then == AfterAnswer.Reset)
                    socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }
    }
}
