using System.Collections.Frozen;
using System.Text.Json;

namespace PhoneServicesProxy.Diagnostics;

/// <summary>The values of tags: enumeration names in snake case, computed once.</summary>
internal static class TagName
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Names<T>.All[value];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> All =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}
