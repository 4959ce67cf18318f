namespace PhoneServicesProxy.Routing;

/// <summary>The properties that are proven for every text that a path segment matches. The text may have others.</summary>
internal sealed record KnownText
{
    public const string Letters = "abcdefghijklmnopqrstuvwxyz";
    public const string Integer = "0123456789+-";

    /// <summary>The beginning, without regard to case.</summary>
    public string Start { get; init; } = "";

    /// <summary>The end, without regard to case.</summary>
    public string End { get; init; } = "";

    /// <summary>Characters that it contains.</summary>
    public string Held { get; init; } = "";

    /// <summary>The only characters that it may contain, apart from blanks; null for any.</summary>
    public string? Characters { get; init; }

    public int MinLength { get; init; } = 1;

    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>The lowest value if it is a number.</summary>
    public long? Lowest { get; init; }

    /// <summary>The highest value if it is a number.</summary>
    public long? Highest { get; init; }

    /// <summary>True if it is a file name, such as <c>page.jsp</c>; null if unknown.</summary>
    public bool? IsFile { get; init; }

    /// <summary>The complete list if there are few; otherwise null.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>Combines the properties of two descriptions of the same text.</summary>
    public KnownText And(KnownText other) => new()
    {
        Start = Longer(Start, other.Start),
        End = Longer(End, other.End),
        Held = Held + other.Held,
        Characters = Characters ?? other.Characters,
        MinLength = Math.Max(MinLength, other.MinLength),
        MaxLength = Math.Min(MaxLength, other.MaxLength),
        Lowest = Lowest is null || other.Lowest > Lowest ? other.Lowest : Lowest,
        Highest = Highest is null || other.Highest < Highest ? other.Highest : Highest,
        IsFile = IsFile ?? other.IsFile,
        Words = Words ?? other.Words,
    };

    /// <summary>Describes the same text between two other texts.</summary>
    public KnownText Between(string before, string after) => new()
    {
        Start = before + Start,
        End = End + after,
        Held = before + Held + after,
        MinLength = before.Length + MinLength + after.Length,
        MaxLength = MaxLength == int.MaxValue ? int.MaxValue : before.Length + MaxLength + after.Length,
        IsFile = IsFileName(after) ? true : null,
        Words = Words?.Select(word => before + word + after).ToArray(),
    };

    /// <summary>Returns true if it is proven that no text matches both.</summary>
    public bool Excludes(KnownText other) =>
        ExcludesFromHere(other) || other.ExcludesFromHere(this)
        || !(StartsWith(Start, other.Start) || StartsWith(other.Start, Start))
        || !(EndsWith(End, other.End) || EndsWith(other.End, End))
        || (IsFile is { } file && other.IsFile == !file)
        || (Characters is { } mine && other.Characters is { } others && !mine.Any(character => others.Contains(character, StringComparison.OrdinalIgnoreCase)));

    private bool ExcludesFromHere(KnownText other) =>
        MaxLength < other.MinLength
        || Highest < other.Lowest
        || (Characters is { } mine && (other.Start + other.End + other.Held).Any(character => !char.IsWhiteSpace(character) && !mine.Contains(character, StringComparison.OrdinalIgnoreCase)))
        || Words?.All(other.Refuses) == true;

    private bool Refuses(string word) =>
        !StartsWith(word, Start) || !EndsWith(word, End) || word.Length < MinLength || word.Length > MaxLength
        || (Characters is { } all && !word.All(character => char.IsWhiteSpace(character) || all.Contains(character, StringComparison.OrdinalIgnoreCase)))
        || (IsFile is { } file && IsFileName(word) != file)
        || ((Lowest ?? Highest) is not null && (!long.TryParse(word, out var number) || number < Lowest || number > Highest))
        || Words?.Contains(word, StringComparer.OrdinalIgnoreCase) == false;

    /// <summary>Routing's rule: a dot followed by another character.</summary>
    private static bool IsFileName(string text) =>
        text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot && text.AsSpan(dot).ContainsAnyExcept('.');

    private static string Longer(string a, string b) => a.Length >= b.Length ? a : b;

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool EndsWith(string text, string end) => text.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
