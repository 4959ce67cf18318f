namespace PhoneServicesProxy.Configuration;

/// <summary>
/// What the framework sees as configuration: the last one that was right. The framework's own file providers empty a file's
/// values when it cannot be parsed, and options then throw at every read.
/// </summary>
internal sealed class LastGoodConfigurationProvider : ConfigurationProvider, IConfigurationSource
{
    public void Accept(IConfigurationRoot configuration)
    {
        Data = configuration.AsEnumerable()
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        OnReload();
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
