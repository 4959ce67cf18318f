using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PhoneServicesProxy.Import.Site;

/// <summary>An object of a configuration file that keeps its order and its comments. The framework's JSON writers support neither.</summary>
internal sealed class JsonSection
{
    private readonly List<Entry> _entries = [];

    /// <summary>Sections without any value are not written.</summary>
    public bool IsEmpty => !Written.Any();

    private IEnumerable<Entry> Written => _entries.Where(entry => entry.Value is not JsonSection { IsEmpty: true });

    public JsonSection Section(string key, params string[] comments)
    {
        if (_entries.Find(entry => entry.Key == key)?.Value is JsonSection known)
        {
            return known;
        }

        var section = new JsonSection();
        _entries.Add(new(key, section, comments));
        return section;
    }

    public void Set(string key, string value, params string[] comments) => _entries.Add(new(key, value, comments));

    public void Set(string key, long value, params string[] comments) => _entries.Add(new(key, value, comments));

    public string Write(IEnumerable<string> head)
    {
        var text = new StringBuilder();
        AppendComments(text, head, indent: "");
        Append(text, indent: "");
        return text.Append('\n').ToString();
    }

    private static void AppendComments(StringBuilder text, IEnumerable<string> comments, string indent)
    {
        foreach (var comment in comments)
        {
            text.Append(indent).Append("// ").Append(comment).Append('\n');
        }
    }

    private void Append(StringBuilder text, string indent)
    {
        var inner = indent + "  ";
        text.Append("{\n");
        var entries = Written.ToArray();
        foreach (var entry in entries)
        {
            AppendComments(text, entry.Comments, inner);
            text.Append(inner).Append(Quoted(entry.Key)).Append(": ");
            if (entry.Value is JsonSection section)
            {
                section.Append(text, inner);
            }
            else
            {
                text.Append(entry.Value is string value ? Quoted(value) : ((long)entry.Value).ToString(CultureInfo.InvariantCulture));
            }

            text.Append(entry == entries[^1] ? "\n" : ",\n");
        }

        text.Append(indent).Append('}');
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private sealed record Entry(string Key, object Value, string[] Comments);
}
