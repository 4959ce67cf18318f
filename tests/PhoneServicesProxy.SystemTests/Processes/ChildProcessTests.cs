using System.Net;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Processes;

public sealed class ChildProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WaitForPortAsync_ProgramEnds_SaysWhatItSaid()
    {
        await using var child = await StartAsync("sh", "-c", "echo no such option >&2; exit 3");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => child.WaitForPortAsync(new IPEndPoint(IPAddress.Loopback, 1), TimeSpan.FromSeconds(10), Cancellation));

        Assert.Contains("ended with 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForPortAsync_NothingListens_TimesOut()
    {
        await using var child = await StartAsync("sleep", "60");

        await Assert.ThrowsAsync<TimeoutException>(
            () => child.WaitForPortAsync(FreePort.OnLoopback(), TimeSpan.FromSeconds(0.2), Cancellation));
    }

    [Fact]
    public async Task DisposeAsync_ProgramWithChildren_KillsThemAll()
    {
        var child = await StartAsync("sh", "-c", "sleep 60 & echo $!; wait");
        await child.WaitForAsync(_ => Task.FromResult(child.Output.Length > 0), TimeSpan.FromSeconds(10), "no pid", Cancellation);
        var grandchild = $"/proc/{child.Output.Trim()}";

        await child.DisposeAsync();

        await Until.TrueAsync(_ => Task.FromResult(IsGone(grandchild)), TimeSpan.FromSeconds(5),
            () => "still there", TimeProvider.System, Cancellation);
    }

    [Fact]
    public async Task StopAsync_ProgramThatListens_EndsInGoodOrder()
    {
        await using var child = await StartAsync("sh", "-c", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done");
        await child.WaitForAsync(
            _ => Task.FromResult(child.Output.Contains("ready", StringComparison.Ordinal)), TimeSpan.FromSeconds(10), "not ready", Cancellation);

        await child.StopAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(7, child.ExitCode);
    }

    [Fact]
    public void Require_MissingProgram_NamesThePackage()
    {
        var error = Assert.Throws<InvalidOperationException>(() => DebianPackages.Require("sh", "no-such-program"));

        Assert.Contains("apt-get install -y no-such-program", error.Message, StringComparison.Ordinal);
    }

    // A killed orphan stays a zombie where the container's first process does not reap.
    private static bool IsGone(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static Task<ChildProcess> StartAsync(string program, params string[] arguments) =>
        ChildProcess.StartAsync(new ChildProgram(program, arguments), TimeProvider.System);
}
