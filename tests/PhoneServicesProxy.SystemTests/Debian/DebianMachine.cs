using System.Globalization;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Debian;

/// <summary>
/// A Debian machine to install on: this one, with a layer above its files that takes all changes, without .NET, and without systemd
/// running (root needed). Its network is ours, or one that is given.
/// </summary>
internal sealed class DebianMachine : IAsyncDisposable
{
    // What is written stays in memory, and goes with the last process.
    private const string Mount = """
        set -e
        mount --make-rprivate /
        mount -t tmpfs -o size=1g tmpfs /mnt
        mkdir /mnt/changes /mnt/work /mnt/root
        mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/changes,workdir=/mnt/work /mnt/root
        mount --rbind /proc /mnt/root/proc
        mount --rbind /dev /mnt/root/dev
        mount -t tmpfs tmpfs /mnt/root/run
        for dotnet in $(readlink -f "$(command -v dotnet)") "$DOTNET_ROOT/dotnet" /usr/bin/dotnet; do
          rm -rf "/mnt/root/$dotnet" "/mnt/root/$(dirname "$dotnet")/shared" "/mnt/root/$(dirname "$dotnet")/host"
        done
        # Else each installation indexes the pages of all commands anew.
        rm -f /mnt/root/var/lib/man-db/auto-update
        mkdir /mnt/root/packages
        mount --bind "$1" /mnt/root/packages
        echo ready
        exec sleep infinity
        """;

    /// <summary>No wait is judged here, and others come first to the processors.</summary>
    private static readonly TimeSpan Limit = BuiltPackages.Limit;

    private readonly ChildProcess _holder;

    /// <summary>What is entered beside the files, for <c>nsenter</c>.</summary>
    private readonly string[] _network;

    private DebianMachine(ChildProcess holder, string? network) =>
        (_holder, _network) = (holder, network is null ? [] : [$"--net=/run/netns/{network}"]);

    /// <param name="packages">A folder that the machine sees as <c>/packages</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="network">The network namespace that is the machine's network; by default ours.</param>
    public static async Task<DebianMachine> StartAsync(string packages, CancellationToken cancellation, string? network = null)
    {
        var holder = await ChildProcess.StartAsync(new ChildProgram("unshare", "--mount", "bash", "-c", Mount, "bash", packages), TimeProvider.System);
        var machine = new DebianMachine(holder, network);
        try
        {
            await holder.WaitForAsync(_ => Task.FromResult(holder.Output.EndsWith("ready", StringComparison.Ordinal)), Limit, "is not mounted", cancellation);
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }

        return machine;
    }

    /// <summary>Runs a line of shell as root, and gives what it says.</summary>
    public Task<string> RunAsync(string line) => Command.RunAsync(Limit, "nsenter", Enter("sh", "-c", line));

    public async Task<(int ExitCode, string Output)> TryAsync(string line) =>
        await Command.TryAsync(Limit, "nsenter", Enter("sh", "-c", line));

    /// <summary>A program that goes on running.</summary>
    public ChildProgram Program(params string[] command) => new("nsenter", Enter(command));

    public ValueTask DisposeAsync() => _holder.DisposeAsync();

    private string[] Enter(params string[] command) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"--mount=/proc/{_holder.Id}/ns/mnt"), .. _network, "--", "chroot", "/mnt/root",
        "env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive",
        // The gateway runs for seconds here, as tests/run has it.
        "DOTNET_TC_CallCounting=0", .. command,
    ];
}
