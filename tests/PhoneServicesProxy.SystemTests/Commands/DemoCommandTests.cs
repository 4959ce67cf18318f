using System.Text.RegularExpressions;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Commands;

/// <summary>The first minute of a newcomer: what the demo prints is what is to be typed.</summary>
public sealed partial class DemoCommandTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demo_WhatItPrints_CanBePastedAsItIs()
    {
        var phones = FreePort.OnLoopback();
        await using var demo = await ChildProcess.StartAsync(
            GatewayProgram.With("demo", "--port", $"{phones.Port}", "--control-port", "0"), TimeProvider.System);
        await demo.WaitForAsync(_ => Task.FromResult(demo.Output.Contains("Ctrl+C ends the demo.", StringComparison.Ordinal)), Limit, "did not say what to try", Cancellation);
        await demo.WaitForPortAsync(phones, Limit, Cancellation);

        // What is to be tried is not to be scrolled for; a warning may come from a machine that is busy.
        Assert.DoesNotContain(" info: ", demo.Output.Split("PhoneServicesProxy serves phones at")[0], StringComparison.Ordinal);
        var (_, menu) = await Command.TryAsync("bash", "-c", Printed(demo, "curl -i 'http"));
        Assert.Contains("<CiscoIPPhoneMenu>", menu, StringComparison.Ordinal);
        foreach (var line in Commands().Matches(demo.Output).Select(match => match.Groups[1].Value))
        {
            var (code, output) = await GatewayProgram.TryAsync(line.Split(' '));
            Assert.True(code == 0, $"{line}: {output}");
        }

        Assert.Equal(3, Commands().Count(demo.Output));
        using var browser = new HttpClient();
        var page = await browser.GetStringAsync(new Uri($"http://{phones}/"), Cancellation);
        Assert.Contains("<h1>PhoneServicesProxy demo</h1>", page, StringComparison.Ordinal);
        Assert.Contains("x-CiscoIPPhone", demo.Output, StringComparison.Ordinal);

        // A program, and as a phone, once no node is left.
        var kill = Printed(demo, "curl -X POST ");
        foreach (var node in new[] { "publisher", "subscriber1", "subscriber2" })
        {
            await Command.TryAsync("bash", "-c", kill.Replace("publisher", node, StringComparison.Ordinal));
        }

        Assert.Contains("503 Service Unavailable", (await Command.TryAsync("bash", "-c", Printed(demo, "curl -i 'http"))).Output, StringComparison.Ordinal);
        Assert.Contains("<CiscoIPPhoneText>", (await Command.TryAsync("bash", "-c", Printed(demo, "curl -i -H"))).Output, StringComparison.Ordinal);
    }

    private static string Printed(ChildProcess demo, string start) =>
        demo.Output.Split('\n').Select(line => line.Trim()).First(line => line.StartsWith(start, StringComparison.Ordinal));

    [GeneratedRegex("^ +((?:nodes|top|drain) .+?)$", RegexOptions.Multiline)]
    private static partial Regex Commands();
}
