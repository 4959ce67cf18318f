using System.Globalization;
using System.Net;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>What a pod's security context asks of the gateway, without a container: no root, no writable file anywhere.</summary>
public sealed class ContainerTests : IDisposable
{
    private const string User = "1654";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-container").FullName;

    [Fact]
    public async Task Run_NoRootAndReadOnlyFileSystem_Serves()
    {
        await Command.RunAsync("cp", "-r", AppContext.BaseDirectory, Path.Combine(_directory, "app"));
        await Command.RunAsync("chmod", "-R", "a+rX", _directory);
        var endpoint = FreePort.OnLoopback();
        string[] gateway =
        [
            "dotnet", Path.Combine(_directory, "app", "PhoneServicesProxy.dll"), "run", $"--Urls=http://{endpoint}",
            "--PhoneServices:Management:Url=http://127.0.0.1:0", "--PhoneServices:Nodes:publisher:Address=http://127.0.0.1:9/",
        ];

        // A mount namespace of its own, in which the whole file system is read-only.
        await using var process = await ChildProcess.StartAsync(
            new ChildProgram(
                "unshare", ["--mount", "sh", "-c", $"mount -o remount,bind,ro / && ! touch {_directory}/x && exec setpriv --reuid={User} --regid={User} --clear-groups --no-new-privs --bounding-set=-all \"$@\"", "sh", .. gateway])
            {
                WorkingDirectory = "/",
                Environment = new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0", ["HOME"] = "/nowhere" },
            },
            TimeProvider.System);
        await process.WaitForPortAsync(endpoint, Limit, TestContext.Current.CancellationToken);

        Assert.Contains($"\nUid:\t{User}\t{User}", await File.ReadAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(
            new Uri($"http://{endpoint}/ccmcip/getservicesmenu.jsp?name=SEP001122334455"), TestContext.Current.CancellationToken);

        // No node is there, and whoever asks is no phone.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
