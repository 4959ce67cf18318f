using System.Globalization;
using System.Text.RegularExpressions;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Systemd;

/// <summary>The units, as systemd's own tools judge them.</summary>
public sealed partial class UnitTests
{
    private const double MostExposed = 2.0;

    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "systemd");
    private static readonly string Service = Path.Combine(Folder, "phone-services-proxy.service");
    private static readonly string Socket = Path.Combine(Folder, "phone-services-proxy.socket");

    public UnitTests() => DebianPackages.Require("systemd-analyze");

    [Fact]
    public async Task Service_Hardening_LeavesLittleExposed()
    {
        var report = await Command.RunAsync("systemd-analyze", "security", "--offline=true", "--no-pager", Service);
        var exposure = double.Parse(Exposure().Match(report).Groups[1].Value, CultureInfo.InvariantCulture);

        TestContext.Current.TestOutputHelper?.WriteLine($"{exposure}");
        Assert.True(exposure <= MostExposed, report);
    }

    [Fact]
    public async Task Units_Verified_AreRight()
    {
        var directory = Directory.CreateTempSubdirectory("gateway-units").FullName;
        var service = Path.Combine(directory, Path.GetFileName(Service));
        await Command.RunAsync("cp", Socket, directory);

        // The program is where the package installs it, not here.
        await File.WriteAllTextAsync(
            service,
            (await File.ReadAllTextAsync(Service, TestContext.Current.CancellationToken))
                .Replace("/usr/bin/phone-services-proxy", "/bin/true", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var (code, output) = await Command.TryAsync("systemd-analyze", "verify", "--man=no", service, Path.Combine(directory, Path.GetFileName(Socket)));

        Directory.Delete(directory, recursive: true);
        Assert.Equal("", string.Join('\n', output.Split('\n').Where(line => line.Contains("phone-services-proxy", StringComparison.Ordinal))));
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Socket_ListensWhereTheShippedConfigurationSays()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var listen = ListenStream().Match(await File.ReadAllTextAsync(Socket, cancellation)).Groups[1].Value;

        Assert.Contains($"\"Urls\": \"http://*:{listen}\"", await File.ReadAllTextAsync(Path.Combine(Repository.Root, "appsettings.json"), cancellation), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Overall exposure level for \S+: ([\d.]+)")]
    private static partial Regex Exposure();

    [GeneratedRegex(@"^ListenStream=(\d+)$", RegexOptions.Multiline)]
    private static partial Regex ListenStream();
}
