using System.Text.RegularExpressions;

namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>As much of PromQL as says which series an expression looks at.</summary>
internal static partial class PromQl
{
    public static IReadOnlyList<string> Selectors(string expression) => [.. Selector().Matches(expression).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"(?<![\w:])(service\w*:[\w:]+|phone_services_\w+|up(?=\{))(\{[^}]*\})?")]
    private static partial Regex Selector();
}
