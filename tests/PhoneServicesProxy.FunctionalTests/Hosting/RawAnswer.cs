using System.Globalization;
using System.Text;

namespace PhoneServicesProxy.FunctionalTests.Hosting;

/// <summary>An answer as it stood on the wire.</summary>
internal sealed record RawAnswer(string Head, byte[] Body)
{
    public string StatusLine => Head.Split("\r\n")[0];

    public int Status => int.Parse(StatusLine.Split(' ')[1], CultureInfo.InvariantCulture);

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The names of all headers, one for each line.</summary>
    public IEnumerable<string> HeaderNames => Head.Split("\r\n").Skip(1).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]);

    /// <summary>A header's values, with commas between those of several lines; null where there is none.</summary>
    public string? this[string name]
    {
        get
        {
            var values = Head.Split("\r\n").Skip(1)
                .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
                .Select(line => line[(name.Length + 1)..].Trim())
                .ToArray();
            return values.Length == 0 ? null : string.Join(", ", values);
        }
    }
}
