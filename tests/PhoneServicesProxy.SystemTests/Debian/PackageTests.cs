using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallManagerSimulator;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Documentation;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Debian;

/// <summary>The Debian package, as an administrator meets it: on a machine without .NET, and as the unit would start it.</summary>
[Trait(Lane.Name, Lane.Early)]
public sealed partial class PackageTests(BuiltPackages packages) : IClassFixture<BuiltPackages>
{
    /// <summary>The packages of these tests are not, to be built sooner.</summary>
    private const string NotCompressed = "uses-no-compression-for-control-tarball,uses-no-compression-for-data-tarball";

    private const string Site = "/etc/phone-services-proxy/site.json";
    private const string Unit = "/usr/lib/systemd/system/phone-services-proxy.service";

    /// <summary>Links by which units are enabled, masks and what systemd's helpers note down are among them.</summary>
    private const string Left = "find /etc /lib/ /usr /var -path '*phone-services-proxy*' -not -path '/var/lib/dpkg/*'";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly IPEndPoint _phones = FreePort.OnLoopback();
    private readonly IPEndPoint _management = FreePort.OnLoopback();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Package_InstalledConfiguredUpgradedRolledBackPurged_ServesAndLeavesNothing()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher", "subscriber1"] }, Cancellation);
        await using var machine = await DebianMachine.StartAsync(packages.Folder, Cancellation);
        Assert.NotEqual(0, (await machine.TryAsync("dotnet --info")).ExitCode);

        await machine.RunAsync("dpkg -i /packages/old.deb");
        Assert.Equal("640 root phone-services-proxy", (await machine.RunAsync($"stat -c '%a %U %G' {Site}")).Trim());
        Assert.Equal("", await machine.RunAsync("find /etc/phone-services-proxy -perm /o+rwx"));
        var (code, complaint) = await machine.TryAsync($"phone-services-proxy check --config {Site}");
        Assert.Equal(1, code);
        Assert.Contains("no node is configured", complaint, StringComparison.Ordinal);

        await ConfigureAsync(machine, cluster);
        await AssertServesAsync(machine, BuiltPackages.OldVersion);

        await machine.RunAsync("dpkg -i /packages/new.deb");
        await AssertServesAsync(machine, BuiltPackages.NewVersion);

        await machine.RunAsync("dpkg -i /packages/old.deb");
        await AssertServesAsync(machine, BuiltPackages.OldVersion);

        await machine.RunAsync("dpkg --purge phone-services-proxy");
        Assert.Equal("", await machine.RunAsync(Left));
    }

    /// <summary>What README says of it: settings, keys beside them, orders and the key that was made go; the user stays, and what an administrator has put elsewhere.</summary>
    [Fact]
    public async Task Purge_AfterAYearOfUse_RemovesWhatTheServiceAndItsAdministratorMade()
    {
        const string Elsewhere = "/etc/systemd/system/phone-services-proxy.service.d/pair.conf";
        await using var machine = await DebianMachine.StartAsync(packages.Folder, Cancellation);
        await machine.RunAsync("dpkg -i /packages/old.deb");
        await machine.RunAsync($$"""
            set -e
            install -d -o phone-services-proxy -g phone-services-proxy -m 0750 /var/lib/phone-services-proxy
            echo secret >/etc/phone-services-proxy/gateway.key
            mkdir -p /etc/phone-services-proxy/old && echo '{ }' >/etc/phone-services-proxy/old/site.json && cp {{Site}} {{Site}}.dpkg-old
            setpriv --reuid=phone-services-proxy --regid=phone-services-proxy --clear-groups sh -c '
              umask 077
              cd /var/lib/phone-services-proxy
              echo key >management.key
              echo "{ }" >overrides.json
              echo broken >overrides.json.broken-20261130120000
              echo draft >.overrides.json.0'
            mkdir -p "$(dirname {{Elsewhere}})" && echo '[Service]' >{{Elsewhere}}
            """);

        await machine.RunAsync("dpkg --remove phone-services-proxy");
        Assert.Contains("management.key", await machine.RunAsync("ls /var/lib/phone-services-proxy"), StringComparison.Ordinal);
        Assert.Contains("gateway.key", await machine.RunAsync("ls /etc/phone-services-proxy"), StringComparison.Ordinal);
        Assert.Equal("", await machine.RunAsync("find /usr -path '*phone-services-proxy*'"));

        await machine.RunAsync("dpkg --purge phone-services-proxy");

        Assert.Equal([Path.GetDirectoryName(Elsewhere)!, Elsewhere], (await machine.RunAsync(Left)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        // What runs beside this test comes and goes under /tmp, and find then ends with an error.
        Assert.Equal("", await machine.RunAsync("find /etc /home /lib /opt /root /srv /tmp /usr /var -xdev -ignore_readdir_race -user phone-services-proxy 2>/dev/null || true"));
        Assert.StartsWith("phone-services-proxy:", await machine.RunAsync("getent passwd phone-services-proxy"), StringComparison.Ordinal);
        Assert.Equal("", await machine.RunAsync("dpkg-query --list 'phone-services-proxy*' 2>/dev/null | grep ^.i || true"));

        // As new.
        await machine.RunAsync($"rm -r {Path.GetDirectoryName(Elsewhere)} && dpkg -i /packages/new.deb");
        Assert.Equal("640 root phone-services-proxy", (await machine.RunAsync($"stat -c '%a %U %G' {Site}")).Trim());
        Assert.Equal("site.json", (await machine.RunAsync("ls -A /etc/phone-services-proxy")).Trim());
    }

    /// <summary>The service manager is a script here that notes down what it is asked for.</summary>
    [Fact]
    public async Task Upgrade_SettingsThatTheNewVersionRejects_LeavesTheRunningGatewayAlone()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Folder, Cancellation);
        await machine.RunAsync("dpkg -i /packages/old.deb");
        await machine.RunAsync("""
            mkdir -p /run/systemd/system
            printf '#!/bin/sh\necho "$0 $*" >>/orders\n' | tee /usr/local/bin/systemctl >/usr/local/bin/deb-systemd-invoke
            chmod +x /usr/local/bin/systemctl /usr/local/bin/deb-systemd-invoke
            """);

        var complaint = await machine.RunAsync("dpkg -i /packages/new.deb");

        Assert.Contains("This version finds mistakes in " + Site, complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("restart", await machine.RunAsync("cat /orders"), StringComparison.Ordinal);

        await machine.RunAsync($$"""
            echo '{ "PhoneServices": { "Nodes": { "publisher": { "Address": "http://127.0.0.1:9/" } } } }' >{{Site}}
            dpkg -i /packages/old.deb
            """);
        Assert.Contains("deb-systemd-invoke restart phone-services-proxy.service", await machine.RunAsync("cat /orders"), StringComparison.Ordinal);
    }

    /// <summary>What administrators read after an installation leads to files that were installed.</summary>
    [Fact]
    public async Task Package_PagesForAdministrators_HaveWhatTheyLinkTo()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-pages").FullName;
        try
        {
            await Command.RunAsync(BuiltPackages.Limit, "dpkg-deb", "-x", Path.Combine(packages.Folder, "old.deb"), folder);
            var documentation = Path.Combine(folder, "usr", "share", "doc", "phone-services-proxy");
            MarkdownPage[] pages =
            [
                .. Directory.EnumerateFiles(documentation, "*.md", SearchOption.AllDirectories)
                    .Where(file => !file.StartsWith(Path.Combine(documentation, "tests"), StringComparison.Ordinal)).Select(MarkdownPage.Read),
            ];

            Assert.InRange(pages.Length, 20, int.MaxValue);
            Assert.DoesNotContain(pages.SelectMany(page => page.Links.Select(link => (page.Path, Link: link))), link => IsBroken(link.Path, link.Link));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        // The link to the shipped settings is relative, and good within the folder.
        static bool IsBroken(string page, string link) =>
            link.Split('#')[0] is { Length: > 0 } path && !path.Contains("://", StringComparison.Ordinal)
            && Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path)) is var file && !File.Exists(file) && !Directory.Exists(file)
            && new FileInfo(file).LinkTarget is null;
    }

    [Fact]
    public async Task Package_Lintian_FindsNothingWrong() =>
        Assert.Equal("", await Command.RunAsync(BuiltPackages.Limit, "lintian", "--allow-root", "--fail-on", "error,warning", "--suppress-tags", NotCompressed, Path.Combine(packages.Folder, "old.deb")));

    private async Task ConfigureAsync(DebianMachine machine, SimulatedCluster cluster)
    {
        var settings = JsonSerializer.Serialize(new
        {
            Urls = $"http://{_phones}",
            PhoneServices = new
            {
                Nodes = cluster.Nodes.ToDictionary(node => node.Name, node => new { node.Address }),
                Management = new { Url = $"http://{_management}" },
            },
        });
        await machine.RunAsync($"cat >{Site} <<'END'\n{settings}\nEND");
        await machine.RunAsync($"phone-services-proxy check --config {Site}");
    }

    /// <summary>With the unit's command, user, directories and variables. A phone gets its menu.</summary>
    private async Task AssertServesAsync(DebianMachine machine, string version)
    {
        Assert.Equal(version, await machine.RunAsync("dpkg-query --show --showformat '${Version}' phone-services-proxy"));
        var unit = await machine.RunAsync($"cat {Unit}");
        var user = Setting(unit, "User").Single();
        await machine.RunAsync($"install -d -o {user} -g {user} -m 0750 /var/lib/phone-services-proxy");
        await using var gateway = await ChildProcess.StartAsync(
            machine.Program(
            [
                "setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", "--no-new-privs", "--bounding-set=-all",
                "env", "STATE_DIRECTORY=/var/lib/phone-services-proxy", .. Setting(unit, "Environment").SelectMany(line => line.Split(' ')),
                .. Setting(unit, "ExecStart").Single().Split(' '),
            ]),
            TimeProvider.System);
        await gateway.WaitForPortAsync(_phones, StartLimit, Cancellation);
        using var phone = new HttpClient();
        phone.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "x-CiscoIPPhone/*, text/*,image/png,*/*");
        await gateway.WaitForAsync(async token => (await TryGetAsync(phone, $"http://{_management}/readyz", token)) == "ready\n", StartLimit, "not ready", Cancellation);

        var menu = await TryGetAsync(phone, $"http://{_phones}/ccmcip/getservicesmenu.jsp?name=SEP001122334455", Cancellation);

        Assert.Contains("<CiscoIPPhoneMenu>", menu, StringComparison.Ordinal);
        Assert.Contains("management.key", await machine.RunAsync("ls /var/lib/phone-services-proxy"), StringComparison.Ordinal);
        await gateway.StopAsync(StartLimit);
        Assert.Equal(0, gateway.ExitCode);
    }

    private static async Task<string?> TryGetAsync(HttpClient client, string url, CancellationToken cancellation)
    {
        using var answer = await client.GetAsync(new Uri(url), cancellation);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellation) : null;
    }

    private static IEnumerable<string> Setting(string unit, string key) => Settings().Matches(unit)
        .Where(match => match.Groups["key"].Value == key).Select(match => match.Groups["value"].Value);

    [GeneratedRegex(@"^(?<key>[A-Za-z]+)=(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Settings();
}
