using System.Runtime.InteropServices;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.Benchmarks.Proxies;

/// <summary>The gateway as it is installed: published for this machine, compiled ahead of time, with the environment of the container image.</summary>
internal static class PublishedGateway
{
    /// <summary>As the project file has it for the image.</summary>
    public static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string> { ["DOTNET_GCgen0size"] = "0x2000000" };

    private static readonly TimeSpan PublishLimit = TimeSpan.FromMinutes(10);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "published");

    public static string Program { get; } = Path.Combine(Folder, "PhoneServicesProxy.dll");

    // Build servers would live on with our end of the pipes.
    public static Task PublishAsync() => Command.RunAsync(
        PublishLimit, "dotnet", "publish", Project(), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false",
        "-o", Folder, "-v", "quiet", "--disable-build-servers");

    private static string Project()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PhoneServicesProxy.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(
            folder?.FullName ?? throw new DirectoryNotFoundException("This program must run from below the folder of PhoneServicesProxy.sln."),
            "src", "PhoneServicesProxy");
    }
}
