using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>The configured numbers of a route.</summary>
internal sealed class PageNumberSet(IEnumerable<KeyValuePair<string, PageNumberOptions>> configured)
{
    private readonly FrozenDictionary<int, PageNumberOptions> _numbers =
        configured.ToFrozenDictionary(pair => int.Parse(pair.Key, NumberStyles.None, CultureInfo.InvariantCulture), pair => pair.Value);

    public bool TryFind(int number, [NotNullWhen(true)] out PageNumberOptions? options) => _numbers.TryGetValue(number, out options);
}
