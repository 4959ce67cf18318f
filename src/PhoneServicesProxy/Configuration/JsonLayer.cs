using Microsoft.Extensions.Configuration.Json;

namespace PhoneServicesProxy.Configuration;

/// <summary>
/// A file that is already read and checked. The framework's provider of files would read it again, and it might have changed. That one
/// also hides files whose names begin with a dot, and Kubernetes puts the files of a ConfigMap into such files.
/// </summary>
internal sealed class JsonLayer(string name, byte[] bytes) : JsonStreamConfigurationProvider(new() { Stream = new MemoryStream(bytes) }), IConfigurationSource
{
    private SectionIndex _sections = new([]);

    public string Name => name;

    public override void Load()
    {
        base.Load();
        _sections = new(Data.Keys);
    }

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) => _sections.ChildKeys(earlierKeys, parentPath);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
