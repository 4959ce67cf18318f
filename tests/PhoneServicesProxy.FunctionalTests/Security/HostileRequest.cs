using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>A line of <c>hostile-requests.txt</c>, which says how it is written.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Class">The class that it belongs to.</param>
/// <param name="Statuses">The status of each answer.</param>
/// <param name="Reason">Under what the refusal is counted; null where there is none.</param>
/// <param name="Bytes">What is sent.</param>
/// <param name="EndsThere">Whether the phone then says that no more will come.</param>
/// <param name="Arriving">The request lines that a node gets.</param>
internal sealed partial record HostileRequest(
    int Line, string Class, int[] Statuses, string? Reason, byte[] Bytes, bool EndsThere, string[] Arriving)
{
    private const string Template = "GET {0} HTTP/1.1¶Host: phones¶Connection: close¶¶";

    /// <summary>The names of the headers that it has besides those of every request.</summary>
    public IEnumerable<string> ExtraHeaders =>
        Encoding.Latin1.GetString(Bytes).Split("\r\n").Skip(1).Where(line => line.Contains(':'))
            .Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).Except(["Host", "Connection"]);

    public bool Has(string header) => ExtraHeaders.Contains(header);

    public static IEnumerable<HostileRequest> ReadAll()
    {
        var number = 0;
        var group = "";
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Security", "hostile-requests.txt")))
        {
            number++;
            if (ClassLine().Match(line) is { Success: true } begin)
            {
                group = begin.Groups[1].Value;
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                yield return Parse(number, group, line);
            }
        }
    }

    public override string ToString() => $"{Class}, line {Line}";

    private static HostileRequest Parse(int number, string group, string line)
    {
        var columns = Columns().Match(line);
        var request = columns.Groups[3].Value;
        var arriving = columns.Groups[4].Success ? columns.Groups[4].Value.Split(" && ") : [];
        return new(
            number,
            group,
            columns.Groups[1].Value is "-" ? [] : [.. columns.Groups[1].Value.Split(',').Select(status => int.Parse(status, CultureInfo.InvariantCulture))],
            columns.Groups[2].Value is "-" ? null : columns.Groups[2].Value,
            ToBytes(request.Contains('¶') || request.StartsWith("\\{", StringComparison.Ordinal) ? request : Template.Replace("{0}", request, StringComparison.Ordinal)),
            request.EndsWith("\\.", StringComparison.Ordinal),
            arriving);
    }

    private static byte[] ToBytes(string text)
    {
        var repeated = Repetition().Replace(text, match => string.Concat(Enumerable.Repeat(match.Groups[2].Value, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))));
        return Encoding.Latin1.GetBytes(Escape().Replace(repeated, match => match.Value switch
        {
            "¶" => "\r\n",
            "\\r" => "\r",
            "\\n" => "\n",
            "\\t" => "\t",
            "\\\\" => "\\",
            "\\." => "",
            _ => $"{(char)byte.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)}",
        }));
    }

    [GeneratedRegex("^# ([a-z0-9-]+): ")]
    private static partial Regex ClassLine();

    [GeneratedRegex("^(\\S+) +(\\S+) +(.+?)(?: => (.+))?$")]
    private static partial Regex Columns();

    [GeneratedRegex(@"\\\{(\d+):([^}]+)\}")]
    private static partial Regex Repetition();

    [GeneratedRegex(@"¶|\\x([0-9A-F]{2})|\\[rnt.\\]")]
    private static partial Regex Escape();
}
