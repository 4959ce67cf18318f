using System.Diagnostics.Metrics;

namespace PhoneServicesProxy.Diagnostics;

/// <summary>
/// Reports 0 for a series that was reported before and no longer exists. Otherwise an exporter would repeat its last value for the life of the
/// process, so a node that a reload removed would stay up for ever.
/// </summary>
/// <param name="present">Returns the current values.</param>
internal sealed class FadingGauge(Func<IEnumerable<Measurement<int>>> present)
{
    private readonly Dictionary<string, Measurement<int>> _zeros = [];
    private readonly Lock _gate = new();

    public IEnumerable<Measurement<int>> Observe()
    {
        lock (_gate)
        {
            var measured = present().ToDictionary(Key);
            foreach (var (key, measurement) in measured)
            {
                _zeros.TryAdd(key, new(0, measurement.Tags));
            }

            return [.. measured.Values, .. _zeros.Where(zero => !measured.ContainsKey(zero.Key)).Select(zero => zero.Value)];
        }
    }

    private static string Key(Measurement<int> measurement)
    {
        var values = new string?[measurement.Tags.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = measurement.Tags[i].Value?.ToString();
        }

        return string.Join('\n', values);
    }
}
