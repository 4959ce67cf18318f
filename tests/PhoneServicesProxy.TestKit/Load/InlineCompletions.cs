using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.TestKit.Load;

/// <summary>
/// Makes .NET continue socket operations on the thread that receives the event, not on the thread pool. A load generator then needs half
/// the processor time. .NET reads this from the environment once, at the first socket. Programs that are started later must not inherit it.
/// </summary>
internal static class InlineCompletions
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static async Task UseAsync()
    {
        Environment.SetEnvironmentVariable(Variable, "1");
        try
        {
            using var listening = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listening.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listening.Listen();
            using var caller = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await caller.ConnectAsync(listening.LocalEndPoint!);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }
}
