using PhoneServicesProxy.Audit;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.NodeTls;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Fallback;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Fallback.LastGood;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.IdlePages;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Overload;
using PhoneServicesProxy.Rewriting;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Security;
using PhoneServicesProxy.Telemetry;
using PhoneServicesProxy.Tls;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Configuration;

/// <summary>Reads all layers and either gives a configuration that is right in every part, or everything that is wrong with it.</summary>
internal sealed class ConfigurationLoader(ConfigurationLayers layers)
{
    /// <summary>By which editors find the schema of a file.</summary>
    private const string SchemaKey = "$schema";

    /// <summary>What may stand at the top of a file.</summary>
    public static readonly string[] Sections =
        ["Urls", "Logging", "Kestrel", "AllowedHosts", PhoneServicesOptions.Section, ReverseProxySection.Name];

    public IReadOnlyList<string> Files => layers.Files;

    /// <summary>The files as they were just before they were last read: what changes later is news.</summary>
    public string LoadedState { get; private set; } = "";

    /// <param name="time">Has a certificate that has expired count as an error, too; by default it is served all the same.</param>
    public async Task<LoadedConfiguration> LoadAsync(TimeProvider? time = null)
    {
        LoadedState = FileState.Of(Files);
        var errors = new List<ConfigurationError>();
        var root = layers.Read(errors);
        var sources = new ConfigurationSources(root);
        CheckSchema(root, sources, errors);
        var known = errors.Count;

        // What is wrong in itself is left out from here on, so that what depends on several values is still checked.
        var sound = SoundPart(root, errors);
        var options = sound.GetSection(PhoneServicesOptions.Section).Get<PhoneServicesOptions>() ?? new();
        new UrlsValidator(root, sources, errors).Validate();
        LoggingValidator.Validate(root, sources, errors);
        NodesValidator.Validate(options, new(() => sound), layers.SiteFile, sources, errors);
        DiscoveryValidator.Validate(options, sources, errors);
        NodeTrustValidator.Validate(options, sources, errors);
        await TlsValidator.ValidateAsync(root, options, time, sources, errors);
        ManagementValidator.Validate(options, time, sources, errors);
        PublicBaseAddressValidator.Validate(options, sources, errors);
        AuditValidator.Validate(options, sources, errors);
        PassiveHealthValidator.Validate(options, sources, errors);
        FailoverPoliciesValidator.Validate(options, sources, errors);
        PageNumbersValidator.Validate(options, sources, errors);
        QueueValidator.Validate(options, sources, errors);
        LimitsValidator.Validate(options, sources, errors);
        LastGoodPageValidator.Validate(options, sources, errors);
        SecurityValidator.Validate(options, sources, errors);
        TextsValidator.Validate(options, sources, errors);
        var (routes, clusters) = await YarpSection.ReadAsync(sound, options, sources, errors);
        ClustersValidator.Validate(clusters, sources, errors);
        RoutesValidator.Validate(routes, clusters, options, sources, errors);
        IdlePageValidator.Validate(routes, options, sources, errors);
        RouteFallbackValidator.Validate(routes, options, sources, errors);

        // A value that is wrong in itself was left out, and would be missed here and there.
        var said = errors.Take(known).Select(error => error.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        errors = [.. errors.Where((error, index) => index < known || !said.Contains(error.Key))];
        return errors.Count == 0
            ? new(new GatewayConfiguration(root, options, routes, clusters), [])
            : new(null, [.. errors.Distinct()]);
    }

    private static void CheckSchema(IConfigurationRoot root, ConfigurationSources sources, List<ConfigurationError> errors)
    {
        foreach (var key in sources.TopLevelKeys().Where(key => key != SchemaKey && !Sections.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            errors.Add(new(sources.Of(key), key, "is not a known section. " + (PlaceOf(key) is { } place
                ? $"Write it inside {place}: \"{place}\": {{ \"{key}\": ... }}."
                : KeySuggestion.For(key, Sections))));
        }

        var schema = new SchemaCheck(sources, errors);
        schema.Check(root.GetSection(PhoneServicesOptions.Section), typeof(PhoneServicesOptions));
        schema.Check(root.GetSection(ReverseProxySection.Name), typeof(ReverseProxySection));
    }

    /// <summary>The section where a key of that name is at home; null where there is none.</summary>
    private static string? PlaceOf(string key) =>
        key.Equals("LogLevel", StringComparison.OrdinalIgnoreCase) ? "Logging"
        : Has(typeof(PhoneServicesOptions), key) ? PhoneServicesOptions.Section
        : Has(typeof(ReverseProxySection), key) ? ReverseProxySection.Name
        : null;

    private static bool Has(Type section, string key) => section.GetProperties().Any(property => property.Name.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static IConfigurationRoot SoundPart(IConfigurationRoot root, List<ConfigurationError> errors)
    {
        var wrong = errors.Select(error => error.Key).ToArray();
        return new ConfigurationBuilder()
            .AddInMemoryCollection(root.AsEnumerable().Where(pair => !wrong.Any(key => IsWrong(pair.Key, key))))
            .Build();

        // A text in place of a whole section is wrong itself; what other layers have in that section is not.
        bool IsWrong(string key, string error) =>
            IsWithin(key, error) && (key.Length == error.Length || error.Contains(':', StringComparison.Ordinal) || root[error] is null);
    }

    private static bool IsWithin(string key, string ancestor) =>
        key.StartsWith(ancestor, StringComparison.OrdinalIgnoreCase)
        && (key.Length == ancestor.Length || key[ancestor.Length] == ConfigurationPath.KeyDelimiter[0]);

    /// <summary>The shape of YARP's section.</summary>
    private sealed class ReverseProxySection
    {
        public const string Name = YarpSection.Name;

        public Dictionary<string, RouteConfig> Routes { get; init; } = [];

        public Dictionary<string, ClusterConfig> Clusters { get; init; } = [];
    }
}
