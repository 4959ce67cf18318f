using System.Collections.Frozen;

namespace PhoneServicesProxy.Configuration;

/// <summary>The options of all features, found by type. A feature needs only its own type, not those of the others.</summary>
internal sealed class FeatureOptions
{
    private readonly FrozenDictionary<Type, object> _byType;

    private FeatureOptions(IEnumerable<KeyValuePair<string, object>> byName)
    {
        ByName = byName.ToDictionary();
        _byType = ByName.Values.ToFrozenDictionary(options => options.GetType());
    }

    /// <summary>The options by the names of their sections.</summary>
    public IReadOnlyDictionary<string, object> ByName { get; }

    /// <param name="all">An object whose properties are the features' options, each of a different type.</param>
    public static FeatureOptions Of(object all) =>
        new(all.GetType().GetProperties().Select(property => KeyValuePair.Create(property.Name, property.GetValue(all)!)));

    public T Get<T>()
        where T : class =>
        (T)_byType[typeof(T)];

    /// <summary>Returns a copy with other options for one feature.</summary>
    public FeatureOptions With<T>(T options)
        where T : class =>
        new(ByName.Select(pair => pair.Value is T ? KeyValuePair.Create(pair.Key, (object)options) : pair));
}
