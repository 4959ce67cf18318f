using PhoneServicesProxy.SystemTests.Debian;
using PhoneServicesProxy.TestKit.Cluster;
using PhoneServicesProxy.TestKit.Network;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Documentation;

/// <summary>
/// The machine on which somebody does what the pages say: a Debian without .NET and without the package, and the nodes, phones' files and web servers at the
/// addresses that the pages name (root needed). In the place of systemd and apt stand scripts that do what they would.
/// </summary>
internal sealed class ReadersMachine : IAsyncDisposable
{
    public const string Site = "/etc/phone-services-proxy/site.json";

    // As its unit starts it, with what drop-ins add to the environment; the units themselves are verified by systemd's own tools elsewhere.
    private const string SystemControl = """
        #!/bin/bash
        name=phone-services-proxy
        running() { [ -e /run/gateway.pid ] && kill -0 "$(cat /run/gateway.pid)" 2>/dev/null; }
        stop() { if running; then kill "$(cat /run/gateway.pid)"; while running; do sleep 0.02; done; fi; rm -f /run/gateway.pid; }
        start() {
          running && return
          cd /
          units=(/usr/lib/systemd/system/$name.service /etc/systemd/system/$name.service.d/*.conf)
          mapfile -t environment < <(sed -n 's/^Environment=//p' "${units[@]}" 2>/dev/null | grep -v Logging)
          install -d -o $name -g $name -m 0750 /var/lib/$name
          setsid setpriv --reuid=$name --regid=$name --clear-groups --no-new-privs env STATE_DIRECTORY=/var/lib/$name PhoneServices__Shutdown__Notice=00:00:00 ${environment[@]} \
            $(sed -n 's/^ExecStart=//p' ${units[0]}) >>/var/log/gateway.log 2>&1 </dev/null &
          echo $! >/run/gateway.pid
          for i in $(seq 300); do [ "$(curl -s http://127.0.0.1:9901/readyz)" = ready ] && return; running || break; sleep 0.05; done
          cat /var/log/gateway.log >&2; exit 1
        }
        case "$1 $*" in
          daemon-reload*) ;;
          show*) printf 'MemoryCurrent=1\nCPUUsageNSec=2\nTasksCurrent=3\n' ;;
          status*) running ;;
          start*$name*) start ;;
          stop*$name*) stop ;;
          restart*$name*) stop; start ;;
          reload*$name*) running && kill -HUP "$(cat /run/gateway.pid)" ;;
          *) echo "systemctl $*: not here" >&2; exit 1 ;;
        esac
        """;

    // What is to be had without a network: the package, and what the tests have installed.
    private const string Apt = """
        #!/bin/bash
        for argument; do last=$argument; done
        case "$*" in
          'purge '*) systemctl stop phone-services-proxy; dpkg --purge "$last" ;;
          *phone-services-proxy_1.1.0_*) dpkg -i /packages/new.deb ;;
          *phone-services-proxy_1.0.0_*) dpkg -i /packages/old.deb ;;
          *) dpkg -s "$last" ;;
        esac
        """;

    private const string Prepare = """
        set -e
        put() { cat >"/usr/local/bin/$1"; chmod +x "/usr/local/bin/$1"; }
        printf '#!/bin/sh\ntest -e "$1"\n' | put editor
        printf '#!/bin/sh\ncat /var/log/gateway.log\n' | put journalctl
        mkdir -p /root/work /etc/keepalived
        """;

    private readonly SwitchedNetwork _network;
    private readonly List<ChildProcess> _servers = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-readers").FullName;
    private DebianMachine? _debian;

    private ReadersMachine(SwitchedNetwork network) => _network = network;

    /// <summary>A machine for the demo, which brings its own nodes.</summary>
    public string Workstation => _network.Machines[2];

    public static async Task<ReadersMachine> StartAsync(string packages, CancellationToken cancellation)
    {
        DebianPackages.Require("caddy", "curl", "keepalived", "openssl", "promtool");
        var machine = new ReadersMachine(await SwitchedNetwork.CreateAsync(3));
        try
        {
            await machine.PrepareAsync(packages, cancellation);
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }

        return machine;
    }

    /// <summary>Runs a line of shell as root in a folder of its own.</summary>
    public Task<(int ExitCode, string Output)> TryAsync(string line) => _debian!.TryAsync($"cd /root/work && {line}");

    public async Task WriteSiteAsync(string text)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "site.json"), text);
        await _debian!.RunAsync($"cat <<'END' >{Site}\n{text}\nEND\nchgrp phone-services-proxy {Site}; chmod 0640 {Site}");
    }

    /// <summary>Back to where <c>install.md</c> ends.</summary>
    public async Task ResetAsync(string site)
    {
        await _debian!.RunAsync("rm -rf /etc/systemd/system/phone-services-proxy.*.d");
        await WriteSiteAsync(site);
        await _debian.RunAsync("systemctl restart phone-services-proxy");
    }

    public async ValueTask DisposeAsync()
    {
        if (_debian is not null)
        {
            await _debian.TryAsync("systemctl stop phone-services-proxy");
            await _debian.DisposeAsync();
        }

        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await _network.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task PrepareAsync(string packages, CancellationToken cancellation)
    {
        await AddAddressesAsync(_network.Machines[0], "10.1.1.254/24", "10.1.3.254/24", "10.1.0.11/24");
        await AddAddressesAsync(_network.Machines[1], "10.1.1.1/24", "10.1.1.2/24", "10.1.1.3/24", "10.1.3.1/24", "10.1.3.2/24");
        await Command.RunAsync("ip", "netns", "exec", _network.Machines[0], "sh", "-c", "echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start");
        WriteWebPages();
        await ServeAsync("dotnet", SimulatorProgram.Assembly, "--nodes=1", "--address=0.0.0.0", "--port=8080", "--advertise=http://10.1.1.1:8080");
        await ServeAsync("caddy", "file-server", "--listen", ":6970", "--root", _folder);
        await ServeAsync("caddy", "file-server", "--listen", ":80", "--root", _folder);
        await WarmUpAsync();
        _debian = await DebianMachine.StartAsync(packages, cancellation, _network.Machines[0]);
        await _debian.RunAsync($"{Prepare}\nput systemctl <<'END'\n{SystemControl}\nEND\nput apt <<'END'\n{Apt}\nEND");
    }

    /// <summary>A simulator's first pages wait for its compiler. A probe does not wait that long.</summary>
    private async Task WarmUpAsync()
    {
        string[] pages =
        [
            "ccmcip/getservicesmenu.jsp?name=SEP000000000000", "changecredential/ChangeCredentialServlet?device=SEP000000000000", "ccmcip/xmldirectoryinput.jsp",
            "emapp/EMAppServlet?device=SEP000000000000", "ma/servlet/MAService?cmd=doPhoneService&Name=SEP000000000000", "ccmpd/pdCheckLogin.do?name=SEP000000000000",
        ];
        var urls = Enumerable.Repeat(pages, 3).SelectMany(turn => turn).SelectMany(page => new[] { "--output", "/dev/null", $"http://10.1.1.1:8080/{page}" });
        await Command.RunAsync("ip", ["netns", "exec", _network.Machines[0], "curl", "--silent", "--fail", "--retry", "30", "--retry-connrefused", .. urls]);
    }

    private static async Task AddAddressesAsync(string machine, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            await Command.RunAsync("ip", "-n", machine, "address", "add", address, "dev", "eth0");
        }
    }

    /// <summary>The configuration file of a phone that is wired right, and the page of the example.</summary>
    private void WriteWebPages()
    {
        File.WriteAllText(Path.Combine(_folder, "ConfigFileCacheList.txt"), "SEP001122334455.cnf.xml\n");
        File.WriteAllText(
            Path.Combine(_folder, "SEP001122334455.cnf.xml"),
            "<device><servicesURL>http://10.1.0.11:8080/ccmcip/getservicesmenu.jsp</servicesURL><directoryURL>http://10.1.0.11:8080/ccmcip/xmldirectory.jsp</directoryURL></device>");
        Directory.CreateDirectory(Path.Combine(_folder, "lunch"));
        File.WriteAllText(Path.Combine(_folder, "lunch", "today.xml"), "<?xml version=\"1.0\"?><CiscoIPPhoneText><Title>Lunch</Title><Text>Soup</Text></CiscoIPPhoneText>");
    }

    private async Task ServeAsync(string program, params string[] arguments) =>
        _servers.Add(await ChildProcess.StartAsync(new ChildProgram(program, arguments) { NetworkNamespace = _network.Machines[1] }, TimeProvider.System));
}
