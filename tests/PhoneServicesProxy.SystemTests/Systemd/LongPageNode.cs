using System.Net;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Systemd;

/// <summary>A node whose every page is longer than what a phone takes at one go.</summary>
internal sealed class LongPageNode : IDisposable
{
    public const string End = "</Text></CiscoIPPhoneText>";

    private static readonly byte[] Page = System.Text.Encoding.ASCII.GetBytes("<CiscoIPPhoneText><Text>" + new string('x', 60_000) + End);

    private readonly HttpListener _listener = new();

    public LongPageNode()
    {
        Address = new($"http://{FreePort.OnLoopback()}/");
        _listener.Prefixes.Add($"{Address}");
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var response = (await _listener.GetContextAsync()).Response;
                response.ContentType = "text/xml";
                response.Close(Page, willBlock: false);
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
