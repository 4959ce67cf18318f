using System.Globalization;

namespace PhoneServicesProxy.Wording;

/// <summary>Suggests the known name for a mistyped one.</summary>
internal static class KeySuggestion
{
    public static string For(string name, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToArray();
        var nearest = Nearest(name, names);
        return $"{OddCharacter(name)}{(names.Length == 0 ? "None is defined." : nearest is not null ? $"Did you mean \"{nearest}\"?" : $"Known are: {string.Join(", ", names)}.")}";
    }

    /// <summary>Returns true for an unknown name that is so similar to a known one that it must be a typing error.</summary>
    public static bool IsNear(string name, IReadOnlyList<string> known) =>
        !known.Contains(name, StringComparer.OrdinalIgnoreCase) && Nearest(name, known) is not null;

    /// <summary>Names a character outside ASCII, because it may look like another one or be invisible.</summary>
    private static string OddCharacter(string name) =>
        name.Cast<char?>().FirstOrDefault(character => !char.IsAscii(character!.Value)) is { } odd ? string.Create(CultureInfo.InvariantCulture, $"It holds \"{odd}\" (U+{(int)odd:X4}). ") : "";

    private static string? Nearest(string name, IEnumerable<string> known) =>
        known.Where(candidate => Distance(name, candidate) <= Math.Max(name.Length < 5 ? 1 : 2, name.Length / 3))
            .MinBy(candidate => Distance(name, candidate));

    /// <summary>Levenshtein distance without regard to case. Two swapped neighbouring letters count once.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        var before = row;
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, twoBefore) = (row[0], before);
            before = [.. row];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (AreAlike(a[i - 1], b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && AreAlike(a[i - 1], b[j - 2]) && AreAlike(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], twoBefore[j - 2] + 1);
                }
            }
        }

        return row[b.Length];
    }

    private static bool AreAlike(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
