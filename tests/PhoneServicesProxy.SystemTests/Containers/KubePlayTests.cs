using System.Net;
using System.Security.Cryptography.X509Certificates;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Certificates;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>The manifests of <c>deploy/kubernetes</c>, played by podman: Deployment, ConfigMap, secret and what a pod may do. Kubernetes.md lists what podman leaves out.</summary>
[Collection(nameof(InContainers))]
[Trait(Lane.Name, Lane.Early)]
public sealed class KubePlayTests(ContainerSite site)
{
    private const string Gateway = "phone-services-proxy-pod-0-gateway";
    private static readonly int[] Ports = [8080, 8443, 9901];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Overlay_Played_ServesAndMayNoMoreThanItSays()
    {
        var ports = Ports.ToDictionary(port => port, _ => FreePort.OnLoopback());
        using var certificate = TestCertificate.SelfSigned("phones.example.com");
        var manifests = await WriteManifestsAsync(ports);
        await CreateSecretAsync(certificate);
        var played = await site.Engine.RunAsync("kube", "play", "--network", "phones", manifests);
        try
        {
            var management = new Uri($"http://{ports[9901]}");
            await Until.TrueAsync(
                async token => await site.IsReadyAsync(new Uri(management, "readyz"), token), ContainerSite.Limit,
                () => $"{played}\n{site.Engine.TryAsync("logs", Gateway).GetAwaiter().GetResult().Output}", TimeProvider.System, Cancellation);

            using var client = new HttpClient();
            using var live = await client.GetAsync(new Uri(management, "livez"), Cancellation);
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            Assert.Contains("<CiscoIPPhoneMenu>", await client.GetStringAsync(new Uri($"http://{ports[8080]}/ccmcip/getservicesmenu.jsp?name=SEP001122334455"), Cancellation), StringComparison.Ordinal);
            using var nodes = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(management, "api/nodes")) { Headers = { Authorization = new("Bearer", ContainerSite.Key) } }, Cancellation);
            Assert.Equal(HttpStatusCode.OK, nodes.StatusCode);
            Assert.Equal("1654:1654 true [] 536870912", (await site.Engine.RunAsync("inspect", "--format", "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.BoundingCaps}} {{.HostConfig.Memory}}", Gateway)).Trim());
        }
        finally
        {
            await site.Engine.TryAsync("kube", "down", manifests);
            await site.Engine.TryAsync("secret", "rm", "phone-services-proxy");
            await site.Engine.TryAsync("volume", "prune", "--force");
        }
    }

    /// <summary>A copy, as of an administrator, with the nodes and the image of the tests. Podman publishes each port on the machine, so there can be one pod.</summary>
    private async Task<string> WriteManifestsAsync(Dictionary<int, IPEndPoint> ports)
    {
        var folder = Path.Combine(site.Engine.Folder, "kubernetes");
        await Command.RunAsync("cp", "-r", Path.Combine(Repository.Root, "deploy", "kubernetes"), folder);
        foreach (var file in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file, Cancellation);
            foreach (var (port, published) in ports)
                text = text.Replace($"containerPort: {port}\n", $"containerPort: {port}\n              hostPort: {published.Port}\n              hostIP: 127.0.0.1\n", StringComparison.Ordinal);

            text = text.Replace("replicas: 2", "replicas: 1", StringComparison.Ordinal).Replace("registry.example.com/voice/phone-services-proxy", "localhost/phone-services-proxy", StringComparison.Ordinal);
            for (var node = 1; node <= 3; node++)
                text = text.Replace($"http://10.1.1.{node}:8080/", $"http://{site.Engine.Address(10 + node)}:8080/", StringComparison.Ordinal);

            await File.WriteAllTextAsync(file, text, Cancellation);
        }

        var manifests = Path.Combine(folder, "manifests.yaml");
        await File.WriteAllTextAsync(manifests, await Command.RunAsync("kubectl", "kustomize", Path.Combine(folder, "overlays", "example")), Cancellation);
        return manifests;
    }

    /// <summary>As podman 4.3 reads it: it mounts the values of a Secret as they are written, where Kubernetes decodes them.</summary>
    private async Task CreateSecretAsync(X509Certificate2 certificate)
    {
        static string Indented(string pem) => string.Join("\n    ", pem.Trim().Split('\n'));
        var file = Path.Combine(site.Engine.Folder, "secret.yaml");
        await File.WriteAllTextAsync(
            file,
            $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: phone-services-proxy\ndata:\n  api-key: {ContainerSite.Key}\n"
            + $"  tls.crt: |\n    {Indented(certificate.ExportCertificatePem())}\n  tls.key: |\n    {Indented(TestCertificate.KeyPem(certificate))}\n",
            Cancellation);
        await site.Engine.RunAsync("secret", "create", "phone-services-proxy", file);
    }
}
