using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Routing;

/// <summary>A route's condition for a header or a query parameter.</summary>
internal sealed record RouteCondition(string Name, HeaderMatchMode Mode, IReadOnlyList<string> Values)
{
    public static RouteCondition Of(RouteHeader header) => new(header.Name, header.Mode, header.Values ?? []);

    public static RouteCondition Of(RouteQueryParameter parameter) => new(
        parameter.Name,
        parameter.Mode switch
        {
            QueryParameterMatchMode.Exact => HeaderMatchMode.ExactHeader,
            QueryParameterMatchMode.Contains => HeaderMatchMode.Contains,
            QueryParameterMatchMode.NotContains => HeaderMatchMode.NotContains,
            QueryParameterMatchMode.Prefix => HeaderMatchMode.HeaderPrefix,
            _ => HeaderMatchMode.Exists,
        },
        parameter.Values ?? []);

    public bool NeedsValue => Mode is HeaderMatchMode.ExactHeader or HeaderMatchMode.HeaderPrefix or HeaderMatchMode.Contains or HeaderMatchMode.Exists;

    /// <summary>Returns true if no value can satisfy both.</summary>
    public bool Excludes(RouteCondition other) =>
        Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase) && (ExcludesFromHere(other) || other.ExcludesFromHere(this));

    private bool ExcludesFromHere(RouteCondition other) => (Mode, other.Mode) switch
    {
        (HeaderMatchMode.NotExists, _) => other.NeedsValue,
        (HeaderMatchMode.ExactHeader, HeaderMatchMode.ExactHeader) => !Any(other, (mine, others) => mine.Equals(others, StringComparison.OrdinalIgnoreCase)),
        (HeaderMatchMode.ExactHeader or HeaderMatchMode.HeaderPrefix, HeaderMatchMode.HeaderPrefix) => !Any(other, (mine, others) => StartsWith(mine, others) || (Mode == HeaderMatchMode.HeaderPrefix && StartsWith(others, mine))),
        (HeaderMatchMode.ExactHeader, HeaderMatchMode.Contains) => !Any(other, Contains),
        (HeaderMatchMode.ExactHeader or HeaderMatchMode.HeaderPrefix or HeaderMatchMode.Contains, HeaderMatchMode.NotContains) =>
            Values.Count > 0 && Values.All(mine => other.Values.Any(others => Contains(mine, others))),
        _ => false,
    };

    private bool Any(RouteCondition other, Func<string, string, bool> meet) => Values.Any(mine => other.Values.Any(others => meet(mine, others)));

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
