namespace PhoneServicesProxy.IosSlb.Syntax;

/// <summary>Splits the text of a router's configuration into commands. Comments, empty lines and banners are skipped.</summary>
internal static class RouterText
{
    public static IEnumerable<RouterLine> Read(IEnumerable<string> lines)
    {
        var number = 0;
        string? bannerEnd = null;
        foreach (var line in lines)
        {
            number++;
            if (bannerEnd is not null)
            {
                bannerEnd = line.Contains(bannerEnd, StringComparison.Ordinal) ? null : bannerEnd;
                continue;
            }

            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0 || words[0].StartsWith('!'))
            {
                continue;
            }

            bannerEnd = BannerEnd(words);
            var isNegated = words is ["no", _, ..];
            yield return new(number, char.IsWhiteSpace(line[0]), isNegated, isNegated ? words[1..] : words);
        }
    }

    /// <summary>A banner is free text from <c>banner motd ^C</c> to the next <c>^C</c>. The delimiter may be any character.</summary>
    private static string? BannerEnd(string[] words)
    {
        if (words is not ["banner", _, { Length: > 0 } text, ..])
        {
            return null;
        }

        var delimiter = text.StartsWith('^') && text.Length > 1 ? text[..2] : text[..1];
        var rest = string.Join(' ', words[2..])[delimiter.Length..];
        return rest.Contains(delimiter, StringComparison.Ordinal) ? null : delimiter;
    }
}
