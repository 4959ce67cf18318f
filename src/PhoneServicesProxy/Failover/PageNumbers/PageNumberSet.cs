using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>The numbers that mean something on a route, as configured.</summary>
internal sealed class PageNumberSet(IEnumerable<KeyValuePair<string, PageNumberOptions>> configured)
{
    private readonly FrozenDictionary<int, PageNumberOptions> _numbers =
        configured.ToFrozenDictionary(pair => int.Parse(pair.Key, NumberStyles.None, CultureInfo.InvariantCulture), pair => pair.Value);

    public bool TryFind(int number, [NotNullWhen(true)] out PageNumberOptions? options) => _numbers.TryGetValue(number, out options);
}
