using System.Globalization;

namespace CallManagerSimulator.Database;

/// <summary>200 people, always the same, sorted by name.</summary>
internal static class CorporateDirectory
{
    // An apostrophe, an umlaut and an ampersand: names that a rewriter of pages must leave as they are.
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

    /// <summary>All whose last name, first name and number begin with what was entered; empty matches all.</summary>
    public static IReadOnlyList<Person> Find(string last, string first, string number) =>
        last.Length + first.Length + number.Length == 0
            ? People
            : [.. People.Where(p => p.Last.StartsWith(last, StringComparison.OrdinalIgnoreCase)
                && p.First.StartsWith(first, StringComparison.OrdinalIgnoreCase)
                && p.Number.StartsWith(number, StringComparison.Ordinal))];
}
