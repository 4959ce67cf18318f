using System.Text;

namespace PhoneServicesProxy.Routing;

/// <summary>
/// Reads from a regular expression, without running it, how a match begins and ends, or the few words that it matches.
/// </summary>
internal static class KnownRegex
{
    private const string Special = "^$.|?*+()[]{}\\";
    private static readonly KnownText Nothing = new();

    public static KnownText Of(string pattern)
    {
        // Options and conditions inside the pattern may change the meaning of the rest. Beyond ASCII, different letters may be equal without regard to case.
        if (pattern.Contains("(?", StringComparison.Ordinal) || !Ascii.IsValid(pattern))
        {
            return Nothing;
        }

        if (pattern.StartsWith("^(", StringComparison.Ordinal) && pattern.EndsWith(")$", StringComparison.Ordinal) && WordsIn(pattern[2..^2]) is { } words)
        {
            return new() { Words = words };
        }

        var isBegun = pattern.StartsWith('^');
        return Tokens(isBegun ? pattern[1..] : pattern) is not { } tokens ? Nothing : Of(isBegun, tokens);
    }

    private static KnownText Of(bool isBegun, List<char?> tokens)
    {
        var isEnded = tokens is [.., '\n'];
        if (isEnded)
        {
            tokens.RemoveAt(tokens.Count - 1);
        }

        var start = string.Concat(tokens.TakeWhile(token => token is not null));
        if (isBegun && isEnded && start.Length == tokens.Count)
        {
            return new() { Words = [start] };
        }

        return new()
        {
            Start = isBegun ? start : "",
            End = isEnded ? string.Concat(tokens.AsEnumerable().Reverse().TakeWhile(token => token is not null).Reverse()) : "",
            Held = string.Concat(tokens.OfType<char>()),
        };
    }

    /// <summary>Returns the alternatives if all of them are literal; otherwise null.</summary>
    private static string[]? WordsIn(string alternatives) =>
        alternatives.All(character => character == '|' || !Special.Contains(character, StringComparison.Ordinal)) ? alternatives.Split('|') : null;

    /// <summary>
    /// Returns the character for each literal without a quantifier, null for any other token, and a line feed for the end of the text. The result is null if
    /// the pattern cannot be read in this way.
    /// </summary>
    private static List<char?>? Tokens(string pattern)
    {
        var tokens = new List<char?>();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '|':
                    return null;
                case '$' when i == pattern.Length - 1:
                    tokens.Add('\n');
                    break;
                case '^' or '$' or '.':
                    tokens.Add(null);
                    break;
                case '?' or '*' or '+' when tokens.Count > 0:
                    tokens[^1] = null;
                    break;
                case '{' when pattern.IndexOf('}', i) is > 0 and var end && tokens.Count > 0:
                    tokens[^1] = null;
                    i = end;
                    break;
                case '[' or '(':
                    if (EndOf(pattern, i) is not { } close)
                    {
                        return null;
                    }

                    tokens.Add(null);
                    i = close;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    i++;
                    if (char.IsDigit(pattern[i]) || pattern[i] is 'x' or 'u' or 'c' or 'p' or 'P' or 'k')
                    {
                        return null;
                    }

                    tokens.Add(char.IsLetter(pattern[i]) ? null : pattern[i]);
                    break;
                default:
                    if (Special.Contains(pattern[i], StringComparison.Ordinal) || char.IsControl(pattern[i]))
                    {
                        return null;
                    }

                    tokens.Add(pattern[i]);
                    break;
            }
        }

        return tokens;
    }

    /// <summary>Returns the position of the closing bracket.</summary>
    private static int? EndOf(string pattern, int open)
    {
        var depth = 0;
        var inClass = false;
        for (var i = open; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' when !inClass:
                    inClass = true;
                    depth++;

                    // A closing bracket in first place belongs to the class.
                    i += pattern.AsSpan(i + 1).StartsWith("^]") ? 2 : pattern.AsSpan(i + 1).StartsWith("]") ? 1 : 0;
                    break;
                case ']' when inClass:
                    inClass = false;
                    depth--;
                    break;
                case '(' when !inClass:
                    depth++;
                    break;
                case ')' when !inClass:
                    depth--;
                    break;
            }

            if (depth == 0)
            {
                return i;
            }
        }

        return null;
    }
}
