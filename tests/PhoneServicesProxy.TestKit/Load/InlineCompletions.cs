using System.Net;
using System.Net.Sockets;

namespace PhoneServicesProxy.TestKit.Load;

/// <summary>
/// Has .NET go on with what waits for a socket in the thread that hears of it, and not in one of the pool: a load generator then needs half the
/// processor. .NET reads that from the environment, once, at the first socket; programs that are started later are not to inherit it.
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
