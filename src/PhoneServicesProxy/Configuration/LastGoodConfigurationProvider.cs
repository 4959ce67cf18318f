namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Gives the framework the last valid configuration. If a file cannot be parsed, the framework's own file provider drops its values,
/// and options then throw at every read.
/// </summary>
internal sealed class LastGoodConfigurationProvider : ConfigurationProvider, IConfigurationSource
{
    private SectionIndex _sections = new([]);

    public void Accept(IConfigurationRoot configuration)
    {
        Data = configuration.AsEnumerable()
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        _sections = new(Data.Keys);
        OnReload();
    }

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) => _sections.ChildKeys(earlierKeys, parentPath);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
