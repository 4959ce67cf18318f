using System.Text.Json;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>The compose file, run by podman-compose. Grafana is not among Debian's packages, and stays out.</summary>
[Collection(nameof(InContainers))]
[Trait(Lane.Name, Lane.Early)]
public sealed class ComposeRunTests(ContainerSite site)
{
    private static readonly string[] Parts = ["compose", "prometheus", "grafana"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compose_Up_ServesPastABrokenNodeAndPrometheusReadsTheGateway()
    {
        DebianPackages.Require("podman-compose");
        var (phones, control, management, prometheus) = (FreePort.OnLoopback(), FreePort.OnLoopback(), FreePort.OnLoopback(), FreePort.OnLoopback());
        var file = await CopyAsync(("\"8080:8080\"", $"\"{phones}:8080\""), ("127.0.0.1:8090:", $"{control}:"), ("127.0.0.1:9901:", $"{management}:"), ("127.0.0.1:9090:", $"{prometheus}:"));
        try
        {
            var output = await ComposeAsync(file, "up", "--detach", "nodes", "gateway", "prometheus");
            await Until.TrueAsync(token => site.IsReadyAsync(new Uri($"http://{management}/readyz"), token), ContainerSite.Limit, () => output, TimeProvider.System, Cancellation);

            using var client = new HttpClient();
            using var broken = await client.PostAsync(new Uri($"http://{control}/nodes/publisher/fault/refuse"), content: null, Cancellation);
            broken.EnsureSuccessStatusCode();
            Assert.Contains("<CiscoIPPhoneMenu>", await client.GetStringAsync(new Uri($"http://{phones}/ccmcip/getservicesmenu.jsp?name=SEP001122334455"), Cancellation), StringComparison.Ordinal);
            await Until.TrueAsync(token => HasAsync(client, new Uri($"http://{prometheus}/api/v1/query?query=up%3D%3D1"), token), ContainerSite.Limit, () => $"Prometheus does not read the gateway\n{output}", TimeProvider.System, Cancellation);
            using var rules = JsonDocument.Parse(await client.GetStringAsync(new Uri($"http://{prometheus}/api/v1/rules?type=alert"), Cancellation));
            Assert.NotEqual(0, rules.RootElement.GetProperty("data").GetProperty("groups").GetArrayLength());
        }
        finally
        {
            await ComposeAsync(file, "down", "--timeout", "10");
        }
    }

    private static async Task<bool> HasAsync(HttpClient client, Uri query, CancellationToken cancellation)
    {
        try
        {
            using var answer = JsonDocument.Parse(await client.GetStringAsync(query, cancellation));
            return answer.RootElement.GetProperty("data").GetProperty("result").GetArrayLength() > 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>As it lies in <c>deploy</c>, but for the ports of the machine.</summary>
    private async Task<string> CopyAsync(params (string Shipped, string Free)[] ports)
    {
        var folder = Directory.CreateDirectory(Path.Combine(site.Engine.Folder, "deploy")).FullName;
        await Command.RunAsync("cp", ["-r", .. Parts.Select(part => Path.Combine(Repository.Root, "deploy", part)), folder]);
        await Command.RunAsync("chmod", "-R", "a+rX", folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "compose", "management.key"), ContainerSite.Key, Cancellation);
        var file = Path.Combine(folder, "compose", "compose.yaml");
        var text = await File.ReadAllTextAsync(file, Cancellation);
        foreach (var (shipped, free) in ports)
        {
            Assert.Contains(shipped, text, StringComparison.Ordinal);
            text = text.Replace(shipped, free, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(file, text, Cancellation);
        return file;
    }

    private Task<string> ComposeAsync(string file, params string[] arguments) =>
        Command.RunAsync(ContainerSite.Limit, "env", ["PATH=" + site.Engine.SearchPath, "podman-compose", "--file", file, .. arguments]);
}
