using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Certificates;
using YamlDotNet.Core;

namespace PhoneServicesProxy.SystemTests.Kubernetes;

/// <summary>The manifests in <c>deploy/kubernetes</c>, built by the real kustomize.</summary>
[Trait(Lane.Name, Lane.Early)]
public sealed partial class KubernetesTests
{
    [Fact]
    public async Task Overlay_Built_IsWhatTheApiKnows()
    {
        var manifests = await Manifests.BuildAsync("example");

        Assert.Equal(
            ["ConfigMap", "Deployment", "HorizontalPodAutoscaler", "NetworkPolicy", "PodDisruptionBudget", "Service", "Service", "ServiceAccount"],
            manifests.All.Cast<IKubernetesObject>().Select(one => one.Kind).Order(StringComparer.Ordinal));
        Assert.All(manifests.All.Cast<IKubernetesObject<V1ObjectMeta>>(), one => Assert.Equal("phone-services", one.Metadata.NamespaceProperty));
    }

    [Fact]
    public async Task Parse_UnknownField_IsAnError()
    {
        var yaml = await Manifests.KustomizeAsync("example");

        Assert.Throws<YamlException>(() => Manifests.Parse(yaml.Replace("readinessProbe:", "readynessProbe:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Deployment_SurvivesAHostAndAnUpgrade()
    {
        var manifests = await Manifests.BuildAsync("example");
        var deployment = manifests.Only<V1Deployment>().Spec;
        var pod = deployment.Template;

        Assert.True(deployment.Replicas >= 2);
        Assert.True(manifests.Only<V2HorizontalPodAutoscaler>().Spec.MinReplicas >= 2);
        Assert.Equal("0", deployment.Strategy.RollingUpdate.MaxUnavailable.Value);
        Assert.Equal("1", manifests.Only<V1PodDisruptionBudget>().Spec.MaxUnavailable.Value);
        Assert.All(deployment.Selector.MatchLabels, label => Assert.Equal(label.Value, pod.Metadata.Labels[label.Key]));
        AssertSelects(manifests.Only<V1PodDisruptionBudget>().Spec.Selector, pod);
        AssertSelects(Assert.Single(pod.Spec.Affinity.PodAntiAffinity.RequiredDuringSchedulingIgnoredDuringExecution).LabelSelector, pod);
        AssertSelects(Assert.Single(pod.Spec.TopologySpreadConstraints).LabelSelector, pod);
        AssertSelects(manifests.Only<V1NetworkPolicy>().Spec.PodSelector, pod);
        Assert.Equal(manifests.Only<V1Deployment>().Metadata.Name, manifests.Only<V2HorizontalPodAutoscaler>().Spec.ScaleTargetRef.Name);
        Assert.True(pod.Spec.TerminationGracePeriodSeconds >= manifests.Container.Lifecycle.PreStop.Sleep.Seconds + 30);
    }

    [Fact]
    public async Task Pod_HasNoMoreRightsThanItNeeds()
    {
        var manifests = await Manifests.BuildAsync("example");
        var container = manifests.Container.SecurityContext;

        Assert.True(manifests.Pod.Spec.SecurityContext.RunAsNonRoot);
        Assert.Equal("RuntimeDefault", manifests.Pod.Spec.SecurityContext.SeccompProfile.Type);
        Assert.False(manifests.Pod.Spec.AutomountServiceAccountToken);
        Assert.False(container.AllowPrivilegeEscalation);
        Assert.True(container.ReadOnlyRootFilesystem);
        Assert.Equal(["ALL"], container.Capabilities.Drop);
        Assert.All(manifests.Container.VolumeMounts, mount => Assert.True(mount.ReadOnlyProperty));
        Assert.All(manifests.Container.VolumeMounts, mount => Assert.Null(mount.SubPath));
        Assert.Equal(
            manifests.Container.VolumeMounts.Select(mount => mount.Name), manifests.Pod.Spec.Volumes.Select(volume => volume.Name));
    }

    [Fact]
    public async Task Ports_LeadFromPhonesToTheGatewayAndNowhereElse()
    {
        var manifests = await Manifests.BuildAsync("example");
        var names = manifests.Container.Ports.ToDictionary(port => port.Name, port => port.ContainerPort);
        var phones = manifests.Named<V1Service>("phone-services-proxy").Spec;

        Assert.Equal("Local", phones.ExternalTrafficPolicy);
        Assert.Equal(["http", "https"], phones.Ports.Select(port => port.TargetPort.Value).Order(StringComparer.Ordinal));
        Assert.All(manifests.All.OfType<V1Service>().SelectMany(service => service.Spec.Ports), port => Assert.Contains(port.TargetPort.Value, names));
        Assert.All(Probes(manifests.Container), probe => Assert.Equal("management", probe.HttpGet.Port.Value));
        Assert.Equal(["/livez", "/readyz", "/livez"], Probes(manifests.Container).Select(probe => probe.HttpGet.Path));
        foreach (var url in Urls().Match(manifests.SiteFile).Groups[1].Value.Split(';').Append(Variable(manifests, "PhoneServices__Management__Url")))
        {
            Assert.Contains(new Uri(url.Replace("*", "any", StringComparison.Ordinal)).Port, names.Values);
        }
    }

    [Fact]
    public async Task SiteFile_WithTheDeploymentsVariables_IsARightConfiguration()
    {
        var manifests = await Manifests.BuildAsync("example");
        using var certificate = TestCertificate.SelfSigned("phones");
        using var files = CertificateFiles.Of(certificate);
        var directory = Directory.CreateTempSubdirectory("gateway-kubernetes").FullName;
        var site = Path.Combine(directory, "site.json");
        await File.WriteAllTextAsync(
            site,
            manifests.SiteFile
                .Replace("/var/run/secrets/phone-services-proxy/tls.crt", files.Certificate, StringComparison.Ordinal)
                .Replace("/var/run/secrets/phone-services-proxy/tls.key", files.Key, StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var key = Path.Combine(directory, "api-key");
        await File.WriteAllTextAsync(key, new string('k', 32), TestContext.Current.CancellationToken);
        var settings = manifests.Container.Env
            .Where(variable => variable.Name.StartsWith("PhoneServices__", StringComparison.Ordinal))
            .Select(variable => $"--{variable.Name.Replace("__", ":", StringComparison.Ordinal)}={variable.Value}".Replace("/var/run/secrets/phone-services-proxy/api-key", key, StringComparison.Ordinal));

        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([site], [.. settings])).LoadAsync();

        Directory.Delete(directory, recursive: true);
        Assert.Empty(loaded.Errors);
    }

    private static void AssertSelects(V1LabelSelector selector, V1PodTemplateSpec pod)
    {
        Assert.NotEmpty(selector.MatchLabels);
        Assert.All(selector.MatchLabels, label => Assert.Equal(label.Value, pod.Metadata.Labels[label.Key]));
    }

    private static IEnumerable<V1Probe> Probes(V1Container container) => [container.StartupProbe, container.ReadinessProbe, container.LivenessProbe];

    private static string Variable(Manifests manifests, string name) => Assert.Single(manifests.Container.Env, one => one.Name == name).Value;

    [GeneratedRegex("\"Urls\": \"([^\"]+)\"")]
    private static partial Regex Urls();
}
