namespace PhoneServicesProxy.Routing;

/// <summary>What is known of every text that a segment of a path takes. Less is known than is true: what is not proven here may still be so.</summary>
internal sealed record KnownText
{
    public const string Letters = "abcdefghijklmnopqrstuvwxyz";
    public const string Integer = "0123456789+-";

    /// <summary>How it begins, without regard to case.</summary>
    public string Start { get; init; } = "";

    /// <summary>How it ends, without regard to case.</summary>
    public string End { get; init; } = "";

    /// <summary>Characters that it holds somewhere.</summary>
    public string Held { get; init; } = "";

    /// <summary>All that it may be made of, blanks aside; null for anything.</summary>
    public string? Characters { get; init; }

    public int MinLength { get; init; } = 1;

    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>Where it is a number, the lowest one.</summary>
    public long? Lowest { get; init; }

    /// <summary>Where it is a number, the highest one.</summary>
    public long? Highest { get; init; }

    /// <summary>Whether it is the name of a file, such as <c>page.jsp</c>; null where that is not known.</summary>
    public bool? IsFile { get; init; }

    /// <summary>All there are, where they are few.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>Knows of a text what both know of it.</summary>
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

    /// <summary>The same between two texts.</summary>
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

    /// <summary>True where it is proven that no text is both.</summary>
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

    /// <summary>As routing has it: a dot with something behind it.</summary>
    private static bool IsFileName(string text) =>
        text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot && text.AsSpan(dot).ContainsAnyExcept('.');

    private static string Longer(string a, string b) => a.Length >= b.Length ? a : b;

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool EndsWith(string text, string end) => text.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
