using System.Text.RegularExpressions;

namespace PhoneServicesProxy.TestKit.Documentation;

/// <summary>A page of the documentation: its headings, links and blocks of code.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(string path, string text)
    {
        Path = path;
        Text = text;
        Blocks = [.. Fenced().Matches(text).Select(Block)];
        Prose = Comment().Replace(Fenced().Replace(text, ""), "");
        Headings = [.. Heading().Matches(Prose).Select(match => match.Groups["title"].Value.Trim())];
        Anchors = AnchorsOf(Headings).ToHashSet();
        Links = [.. Link().Matches(Code().Replace(Prose, "code")).Select(match => match.Groups["target"].Value)];
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The page without blocks of code and comments.</summary>
    public string Prose { get; }

    public IReadOnlyList<FencedBlock> Blocks { get; }

    public IReadOnlyList<string> Headings { get; }

    /// <summary>The anchors of the headings, as GitHub makes them.</summary>
    public IReadOnlySet<string> Anchors { get; }

    /// <summary>The targets of links and pictures.</summary>
    public IReadOnlyList<string> Links { get; }

    public static MarkdownPage Read(string path) => new(path, File.ReadAllText(path));

    public static MarkdownPage Parse(string path, string text) => new(path, text);

    /// <summary>The section from a heading to the next one of the same or a higher level.</summary>
    public string Section(string heading)
    {
        var start = Regex.Match(Text, $"^(#+) {Regex.Escape(heading)}$", RegexOptions.Multiline);
        if (!start.Success)
        {
            throw new InvalidOperationException($"{Path} has no heading \"{heading}\".");
        }

        var rest = Text[(start.Index + start.Length)..];
        var end = Regex.Match(rest, $"^#{{1,{start.Groups[1].Length}}} ", RegexOptions.Multiline);
        return end.Success ? rest[..end.Index] : rest;
    }

    /// <summary>The cells of the tables in a section, without header rows.</summary>
    public IEnumerable<string[]> Rows(string heading) =>
        TableRows(Section(heading));

    /// <summary>The texts between backticks.</summary>
    public static IEnumerable<string> Quoted(string text) => QuotedText().Matches(text).Select(match => match.Groups[1].Value);

    private static IEnumerable<string[]> TableRows(string text)
    {
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var isHead = index + 1 < lines.Length && Separator().IsMatch(lines[index + 1]);
            if (lines[index].StartsWith('|') && !isHead && !Separator().IsMatch(lines[index]))
            {
                yield return [.. CellEnd().Split(lines[index].Trim().Trim('|')).Select(cell => cell.Trim())];
            }
        }
    }

    private static FencedBlock Block(Match match)
    {
        var indent = match.Groups["indent"].Value;
        var info = match.Groups["info"].Value.Trim().Split(' ', 2);
        var text = string.Join('\n', match.Groups["text"].Value.Split('\n').Select(line => line.StartsWith(indent, StringComparison.Ordinal) ? line[indent.Length..] : line));
        return new(info[0], info.Length > 1 ? info[1] : "", text, match.Index);
    }

    private static IEnumerable<string> AnchorsOf(IEnumerable<string> headings)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var heading in headings)
        {
            var plain = LinkText().Replace(heading, "$1").Replace("`", "", StringComparison.Ordinal);
            var anchor = Dropped().Replace(plain.ToLowerInvariant(), "").Replace(' ', '-');
            var count = seen.GetValueOrDefault(anchor);
            seen[anchor] = count + 1;
            yield return count == 0 ? anchor : $"{anchor}-{count}";
        }
    }

    [GeneratedRegex(@"^(?<indent> *)```(?<info>[^\n]*)\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("^#{1,6} (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex QuotedText();

    [GeneratedRegex(@"^\|[-| :]+\|$")]
    private static partial Regex Separator();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex Dropped();
}
