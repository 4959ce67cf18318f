using k8s;
using k8s.Models;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Kubernetes;

/// <summary>What kustomize makes of an overlay, read by the models of the Kubernetes API: a field that the API does not know is an error.</summary>
internal sealed class Manifests
{
    private Manifests(IReadOnlyList<object> all) => All = all;

    public IReadOnlyList<object> All { get; }

    public V1PodTemplateSpec Pod => Only<V1Deployment>().Spec.Template;

    public V1Container Container => Assert.Single(Pod.Spec.Containers);

    public string SiteFile => Only<V1ConfigMap>().Data["site.json"];

    public static async Task<Manifests> BuildAsync(string overlay) => Parse(await KustomizeAsync(overlay));

    public static Manifests Parse(string yaml) => new([.. KubernetesYaml.LoadAllFromString(yaml, typeMap: null, strict: true)]);

    /// <summary>With kubectl, which has kustomize built in; tests/run installs it.</summary>
    public static Task<string> KustomizeAsync(string overlay) =>
        Command.RunAsync("kubectl", "kustomize", Path.Combine(Repository.Root, "deploy", "kubernetes", "overlays", overlay));

    public T Only<T>() => Assert.Single(All.OfType<T>());

    public T Named<T>(string name)
        where T : IKubernetesObject<V1ObjectMeta> => Assert.Single(All.OfType<T>(), one => one.Metadata.Name == name);
}
