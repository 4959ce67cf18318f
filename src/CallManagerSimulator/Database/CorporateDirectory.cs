using System.Globalization;

namespace CallManagerSimulator.Database;

/// <summary>200 people, always the same, sorted by name.</summary>
internal static class CorporateDirectory
{
    // These names contain an apostrophe, an umlaut and an ampersand, which a rewriter of pages must keep.
    private static readonly string[] LastNames =
    [
        "Abbott", "Berger", "Chandra", "Diaz", "Eriksson", "Fischer", "Garcia", "Hughes", "Ivanova", "Johnson",
        "Keller", "Lindqvist", "Müller", "Nakamura", "O'Brien", "Petrov", "Quinn", "Rossi", "Smith & Sons", "Taylor",
    ];

    private static readonly string[] FirstNames =
        ["Alice", "Bernd", "Carla", "David", "Elena", "Frank", "Grace", "Hugo", "Irene", "Jonas"];

    public static IReadOnlyList<Person> People { get; } = [.. LastNames.SelectMany(
        (last, row) => FirstNames.Select((first, column) => new Person(
            last, first, (1001 + (row * FirstNames.Length) + column).ToString(CultureInfo.InvariantCulture))))];

    /// <summary>Returns everyone whose last name, first name and number begin with these texts. An empty text matches all.</summary>
    public static IReadOnlyList<Person> Find(string last, string first, string number) =>
        last.Length + first.Length + number.Length == 0
            ? People
            : [.. People.Where(p => p.Last.StartsWith(last, StringComparison.OrdinalIgnoreCase)
                && p.First.StartsWith(first, StringComparison.OrdinalIgnoreCase)
                && p.Number.StartsWith(number, StringComparison.Ordinal))];
}
