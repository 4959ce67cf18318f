using System.Globalization;
using System.Text.Json;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>One series of the answer to a query, with its latest value.</summary>
internal sealed record PrometheusSeries(IReadOnlyDictionary<string, string> Labels, double Value)
{
    public static PrometheusSeries Read(JsonElement sample) => new(
        sample.GetProperty("metric").Deserialize<Dictionary<string, string>>()!,
        double.Parse(sample.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture));

    public bool Has(string label) => Labels.GetValueOrDefault(label) is { Length: > 0 };

    public override string ToString() => $"{{{string.Join(", ", Labels.Select(label => $"{label.Key}={label.Value}"))}}} {Value}";
}
