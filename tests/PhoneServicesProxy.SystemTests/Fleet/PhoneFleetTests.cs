using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.TestKit.Fleet;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Fleet;

public sealed class PhoneFleetTests
{
    private const string Page = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PressAsync_NothingListens_IsRefused()
    {
        var report = await PressAsync(FreePort.OnLoopback());

        Assert.All(report.Presses, press => Assert.Equal(PressOutcome.Refused, press.Outcome));
    }

    [Theory]
    [InlineData("", AfterAnswer.Close, "NoAnswer")]
    [InlineData("", AfterAnswer.Reset, "Reset")]
    [InlineData("", AfterAnswer.Hold, "GaveUp")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", AfterAnswer.Close, "Incomplete")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", AfterAnswer.Close, "WrongStatus 500")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 60\r\n\r\n" + Page, AfterAnswer.Close, "WrongContentType")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 13\r\n\r\n<html></html>", AfterAnswer.Close, "WrongRoot")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 60\r\n\r\n<CiscoIPPhoneMenu>", AfterAnswer.Reset, "Incomplete")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 60\r\n\r\n<CiscoIPPhoneMenu>", AfterAnswer.Close, "Incomplete")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 60\r\n\r\n<CiscoIPPhoneMenu>", AfterAnswer.Hold, "GaveUp")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 18\r\n\r\n<CiscoIPPhoneMenu>", AfterAnswer.Close, "Malformed")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" + Page, AfterAnswer.Reset, "Incomplete")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n3C\r\n" + Page + "\r\n", AfterAnswer.Close, "Incomplete")]
    public async Task PressAsync_BrokenAnswer_IsBadForItsReason(string answer, AfterAnswer then, string reason)
    {
        await using var node = new ScriptedNode(answer, then);

        var report = await PressAsync(node.Endpoint);

        Assert.Equal(report.Presses.Count, report.Bad);
        Assert.Equal([reason], report.Reasons.Keys);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: 60\r\n\r\n" + Page, AfterAnswer.Hold)]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n\r\n" + Page, AfterAnswer.Close)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n3C\r\n" + Page + "\r\n0\r\n\r\n", AfterAnswer.Hold)]
    public async Task PressAsync_WholePage_IsGood(string answer, AfterAnswer then)
    {
        await using var node = new ScriptedNode(answer, then);

        var report = await PressAsync(node.Endpoint);

        Assert.Equal(0, report.Bad);
    }

    [Fact]
    public async Task PressAsync_NodeThatHangs_KeepsPressing()
    {
        await using var node = new ScriptedNode("", AfterAnswer.Hold);

        var report = await PressAsync(node.Endpoint);

        // Were a press to wait for the one before it, the last would be late by the patience of all others.
        Assert.All(report.Presses, press => Assert.InRange(press.Lag, TimeSpan.Zero, TimeSpan.FromSeconds(0.4)));
        // A timer of 0.5 s may fire a tick early.
        Assert.All(report.Presses, press => Assert.True(press.Wait >= TimeSpan.FromSeconds(0.45)));
    }

    [Fact]
    public async Task PressAsync_ManyPhones_EachHasItsOwnNameAndAddress()
    {
        var phones = new HashSet<string>();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var pressing = PressAsync((IPEndPoint)listener.LocalEndpoint);

        for (var i = 0; i < 10; i++)
        {
            using var socket = await listener.AcceptSocketAsync(Cancellation);
            phones.Add(((IPEndPoint)socket.RemoteEndPoint!).Address.ToString());
        }

        var report = await pressing;
        Assert.Equal(10, phones.Count);
        Assert.Equal(10, report.Presses.Select(press => press.Device).Distinct().Count());
    }

    private static Task<FleetReport> PressAsync(IPEndPoint target) =>
        new PhoneFleet(
            new FleetOptions { Target = target, PressesPerSecond = 50, GiveUpAfter = TimeSpan.FromSeconds(0.5) },
            TimeProvider.System).PressAsync(TimeSpan.FromSeconds(0.2), Cancellation);
}
