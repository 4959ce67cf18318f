using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Certificates;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>The image, run as it will be: not root, nothing writable, no shell, settings and certificates from outside.</summary>
[Collection(nameof(InContainers))]
[Trait(Lane.Name, Lane.Early)]
public sealed partial class ImageTests(ContainerSite site)
{
    private static readonly string[] Shells = ["sh", "bash", "dash", "busybox", "apt", "dpkg", "perl"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Image_HasNoShellAndAnswersForItself()
    {
        var files = await site.Engine.RunAsync("run", "--rm", "--network", "none", GatewayImages.Gateway, "--version");
        var root = (await site.Engine.RunAsync("image", "mount", GatewayImages.Gateway)).Trim();
        var programs = Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Select(Path.GetFileName).ToArray();
        await site.Engine.RunAsync("image", "umount", GatewayImages.Gateway);

        Assert.StartsWith(GatewayVersion.Text, files, StringComparison.Ordinal);
        Assert.Contains("dotnet", programs);
        Assert.Empty(programs.Intersect(Shells));
    }

    [Fact]
    public async Task Gateway_IsNotRootAndMayNothing()
    {
        var id = await site.Gateway.InspectAsync("{{.State.Pid}}");
        var status = await File.ReadAllTextAsync($"/proc/{id}/status", Cancellation);
        var mounts = await File.ReadAllLinesAsync($"/proc/{id}/mounts", Cancellation);

        Assert.Contains("\nUid:\t1654\t1654\t1654\t1654\n", status, StringComparison.Ordinal);
        Assert.Matches("\nCapEff:\t0+\n(.*\n)*CapBnd:\t0+\n(.*\n)*NoNewPrivs:\t1\n", status);
        Assert.Matches("^[^ ]+ / [^ ]+ ro,", mounts.Single(mount => mount.Split(' ')[1] == "/"));
        Assert.Contains(mounts, mount => Regex.IsMatch(mount, "^[^ ]+ /etc/phone-services-proxy [^ ]+ ro,"));
        Assert.NotEqual(0, (await site.Engine.TryAsync("exec", "gateway", "sh", "-c", "true")).ExitCode);
    }

    /// <summary>On standard output alone, in the zone of the variable <c>TZ</c>.</summary>
    [Fact]
    public async Task Log_IsOnStandardOutputAndHasTheTimeOfTheZone()
    {
        var log = await site.Gateway.StandardOutputAsync();

        Assert.Contains("serves phones at http://[::]:8080 and https://[::]:8443: 3 nodes", log, StringComparison.Ordinal);
        var first = DateTime.ParseExact(LogTime().Match(log).Value, "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        Assert.InRange(first - TimeProvider.System.GetUtcNow().DateTime, TimeSpan.FromHours(8), TimeSpan.FromHours(9));
    }

    [Fact]
    public async Task Settings_OfEnvironmentFilesAndCertificate_AreInForceAndTakenOverWhenTheyChange()
    {
        using var client = new HttpClient();
        using var nodes = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Management, "api/nodes")) { Headers = { Authorization = new("Bearer", ContainerSite.Key) } };
        using var answer = await client.SendAsync(nodes, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        using var refused = await client.GetAsync(new Uri(site.Management, "api/nodes"), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        using var renewed = TestCertificate.SelfSigned("phones.example.com");
        await site.WriteAsync(renewed, site.SiteFile(weight: 50));

        await Until.TrueAsync(async _ => await FingerprintAsync() == TestCertificate.Fingerprint(renewed), ContainerSite.Limit, () => site.Gateway.Process.Output, TimeProvider.System, Cancellation);
        await LogsAsync("Configuration reloaded");
        await site.Gateway.SignalAsync("HUP");
        await Until.TrueAsync(async _ => await site.IsReadyAsync(new Uri(site.Management, "readyz"), Cancellation), ContainerSite.Limit, () => site.Gateway.Process.Output, TimeProvider.System, Cancellation);
        Assert.False(site.Gateway.Process.HasExited);
    }

    private Task LogsAsync(string text) => site.Gateway.Process.WaitForAsync(
        _ => Task.FromResult(site.Gateway.Process.Output.Contains(text, StringComparison.Ordinal)), ContainerSite.Limit, $"did not log '{text}'", Cancellation);

    private async Task<string> FingerprintAsync()
    {
        var shown = "";
        using var phone = new TcpClient();
        await phone.ConnectAsync(site.SecuredPhones, Cancellation);
        await using var secured = new SslStream(phone.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) =>
        {
            shown = TestCertificate.Fingerprint(certificate!);
            return shown.Length > 0;
        });
        await secured.AuthenticateAsClientAsync("phones.example.com");
        return shown;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}", RegexOptions.Multiline)]
    private static partial Regex LogTime();
}
