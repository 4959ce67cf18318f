using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.Commands;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Hosting;

namespace PhoneServicesProxy.FunctionalTests.Commands;

public sealed class FailedStartTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public async Task HoldAsync_SocketOfSystemd_AnswersPhonesUntilAFileChanges()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        var address = new Uri($"http://{socket.LocalEndPoint}/");
        var loader = GatewaySite.Loader(ConfigurationLayers.Shipped([_file], []));
        Assert.NotEmpty((await loader.LoadAsync()).Errors);
        using var sockets = InheritedSockets.Of(socket);

        var hold = FailedStart.HoldAsync(sockets, loader, TimeProvider.System, TestContext.Current.CancellationToken);
        var page = await RawPhone.SendAsync(address, "GET /ccmcip/getservicesmenu.jsp HTTP/1.1\r\nHost: gateway\r\nAccept: x-CiscoIPPhone/*\r\n\r\n");
        var program = await RawPhone.SendAsync(address, "GET / HTTP/1.1\r\nHost: gateway\r\n\r\n");

        Assert.Contains("<CiscoIPPhoneText>", page, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 500 ", program, StringComparison.Ordinal);
        Assert.False(hold.IsCompleted);
        await File.WriteAllTextAsync(_file, "{ }", TestContext.Current.CancellationToken);
        await hold.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    public void Dispose() => File.Delete(_file);
}
