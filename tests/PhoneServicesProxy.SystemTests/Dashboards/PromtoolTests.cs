using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>Prometheus's own checks of the shipped files, and the tests of alerts that are shipped with them.</summary>
public sealed class PromtoolTests
{
    public PromtoolTests() => DebianPackages.Require("promtool");

    [Fact]
    public async Task ShippedConfiguration_IsRight() =>
        Assert.Contains("SUCCESS", await Command.RunAsync("promtool", "check", "config", Deployed.Folder("prometheus", "prometheus.yml")), StringComparison.Ordinal);

    [Theory]
    [InlineData("alerts.test.yml")]
    [InlineData("reminders.test.yml")]
    public async Task ShippedTests_Pass(string file)
    {
        var (code, output) = await Command.TryAsync("promtool", "test", "rules", Deployed.Folder("prometheus", file));

        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task EveryAlert_HasATest()
    {
        var alerts = Names(await ReadAsync("alerts.yml"), "- alert: ");
        var tested = Names(await ReadAsync("alerts.test.yml") + await ReadAsync("reminders.test.yml"), "alertname: ");

        Assert.NotEmpty(alerts);
        Assert.Empty(alerts.Except(tested));

        static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Deployed.Folder("prometheus", file), TestContext.Current.CancellationToken);

        static HashSet<string> Names(string text, string before) =>
            [.. text.Split('\n').Select(line => line.Trim().Split(before)).Where(parts => parts.Length == 2).Select(parts => parts[1])];
    }
}
