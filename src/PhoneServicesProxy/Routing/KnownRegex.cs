using System.Text;

namespace PhoneServicesProxy.Routing;

/// <summary>What can be read from a regular expression without following it: how a match begins and ends, and what it is where it is one of a few words.</summary>
internal static class KnownRegex
{
    private const string Special = "^$.|?*+()[]{}\\";
    private static readonly KnownText Nothing = new();

    public static KnownText Of(string pattern)
    {
        // Options and conditions within it may change the meaning of all the rest; beyond ASCII, letters are alike that do not look it.
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

    /// <summary>Alternatives that stand for themselves; null where one of them does not.</summary>
    private static string[]? WordsIn(string alternatives) =>
        alternatives.All(character => character == '|' || !Special.Contains(character, StringComparison.Ordinal)) ? alternatives.Split('|') : null;

    /// <summary>
    /// A character for what stands for itself once, null for anything else, and a line feed for the end of the text. Null for what cannot be
    /// read this way.
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

    /// <summary>Where the brackets that open there are closed.</summary>
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

                    // A bracket that comes first is one of the class.
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
