using System.Text.RegularExpressions;

namespace PhoneServicesProxy.FunctionalTests.Configuration;

/// <summary>What units and the package's scripts must agree on, and what a start that fails depends on.</summary>
public sealed partial class UnitFilesTests
{
    private static readonly string Deploy = Path.Combine(SampleTests.Root(), "deploy");
    private readonly ILookup<string, string> _service = Settings("phone-services-proxy.service");
    private readonly ILookup<string, string> _socket = Settings("phone-services-proxy.socket");

    /// <summary>A start that fails answers on the socket for a while, and then is tried again, for as long as it takes.</summary>
    [Fact]
    public void Units_StartThatFails_IsTriedAgainWithoutEnd()
    {
        Assert.Equal("0", Assert.Single(_service["StartLimitIntervalSec"]));
        Assert.Equal("always", Assert.Single(_service["Restart"]));
        Assert.Equal("0", Assert.Single(_socket["TriggerLimitIntervalSec"]));
    }

    /// <summary>A command line that is wrong does not become right by itself.</summary>
    [Fact]
    public void Units_CommandLineThatIsWrong_IsNotTriedAgain() => Assert.Equal("2", Assert.Single(_service["RestartPreventExitStatus"]));

    /// <summary>The address of a pair may be elsewhere when the socket is opened, and may move while a press is under way.</summary>
    [Fact]
    public void Socket_AddressThatMoves_ServesBeforeAndAfter()
    {
        Assert.Equal("yes", Assert.Single(_socket["FreeBind"]));
        Assert.Equal("yes", Assert.Single(_socket["Transparent"]));
    }

    [Fact]
    public async Task Purge_DirectoriesThatTheUnitMakes_AreRemoved()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Deploy, "debian", "package", "postrm"), TestContext.Current.CancellationToken);
        var removed = RemovedWithPurge().Match(script).Groups[1].Value.Split(' ');

        Assert.Equal(
            [.. _service["ConfigurationDirectory"].Select(name => $"/etc/{name}"), .. _service["StateDirectory"].Select(name => $"/var/lib/{name}")],
            removed);
    }

    private static ILookup<string, string> Settings(string unit) => File.ReadLines(Path.Combine(Deploy, "systemd", unit))
        .Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#')
        .ToLookup(line => line.Split('=')[0], line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    [GeneratedRegex(@"""\$1"" = purge \]; then\n  rm -rf ([^\n]+)")]
    private static partial Regex RemovedWithPurge();
}
