using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Configuration;

/// <summary>Checks a configuration file before the framework reads it, because the framework's messages are written for programmers.</summary>
internal static partial class JsonFile
{
    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static IEnumerable<JsonFault> Check(byte[] bytes)
    {
        if (Encoded(bytes) is not { } text)
        {
            return [new(null, "is not written in UTF-8. Save it again as UTF-8.")];
        }

        var utf8 = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
        try
        {
            return Walk(utf8);
        }
        catch (JsonException error)
        {
            return [new(null, "is not understood: " + (JsonMistake.Find(text) is { } mistake ? mistake : $"line {error.LineNumber + 1}: there is a mistake. Comments (//) and trailing commas are allowed."))];
        }
    }

    /// <summary>
    /// Returns the file with only the first value of each repeated key. The framework refuses a whole file with a repeated key.
    /// </summary>
    public static byte[] WithoutRepeats(byte[] bytes)
    {
        var utf8 = bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
        using var document = JsonDocument.Parse(utf8, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content))
        {
            writer.WriteStartObject();
            WriteFirst(document.RootElement, "", new HashSet<string>(StringComparer.OrdinalIgnoreCase), writer);
            writer.WriteEndObject();
        }

        return content.ToArray();
    }

    /// <summary>Writes the whole key before each value, which means the same to the framework.</summary>
    private static void WriteFirst(JsonElement element, string key, HashSet<string> written, Utf8JsonWriter writer)
    {
        var entries = element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(property => (property.Name, property.Value)),
            JsonValueKind.Array => element.EnumerateArray().Select((value, i) => (i.ToString(CultureInfo.InvariantCulture), value)),
            _ => [],
        };
        var isEmpty = true;
        foreach (var (name, value) in entries)
        {
            isEmpty = false;
            WriteFirst(value, key.Length == 0 ? name : $"{key}:{name}", written, writer);
        }

        if (isEmpty && key.Length > 0 && written.Add(key))
        {
            writer.WritePropertyName(key);
            element.WriteTo(writer);
        }
    }

    /// <summary>Returns null if the bytes are not UTF-8.</summary>
    private static string? Encoded(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF') is var text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static List<JsonFault> Walk(ReadOnlySpan<byte> utf8)
    {
        var found = new List<JsonFault>();
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(utf8, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object", null, 0, 0);
        }

        WalkValue(ref reader, utf8, "", lines, found);

        // Reads to the end, because anything after the last brace is also a mistake.
        reader.Read();
        return found;
    }

    private static void WalkValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string key, Dictionary<string, int> lines, List<JsonFault> found)
    {
        var begin = (int)reader.TokenStartIndex;
        var isEmpty = true;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    isEmpty = false;
                    var name = reader.GetString()!;
                    reader.Read();
                    WalkValue(ref reader, utf8, key.Length == 0 ? name : $"{key}:{name}", lines, found);
                }

                break;
            case JsonTokenType.StartArray:
                if (NamedEntries().IsMatch(key))
                {
                    found.Add(new(key, "is a list. Write an object with a name before each entry: { \"NAME\": ... }."));
                }

                for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                {
                    isEmpty = false;
                    WalkValue(ref reader, utf8, string.Create(CultureInfo.InvariantCulture, $"{key}:{i}"), lines, found);
                }

                break;
        }

        // An empty object or list is itself a value.
        var line = utf8[..begin].Count((byte)'\n') + 1;
        if (isEmpty && key.Length > 0 && !lines.TryAdd(key, line))
        {
            found.Add(new(key, $"is written twice, {(lines[key] == line ? $"both at line {line}" : $"at lines {lines[key]} and {line}")} (upper and lower case are the same). Remove one of the two."));
        }
    }

    /// <summary>Matches sections whose entries have names. A list would name them 0, 1 and so on.</summary>
    [GeneratedRegex("^(PhoneServices:(Nodes|FailoverPolicies|Texts|PageNumbers(:[^:]+)?|Pools(:[^:]+:Nodes)?)|ReverseProxy:(Routes|Clusters|Clusters:[^:]+:Destinations|(Routes|Clusters):[^:]+:Metadata))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedEntries();
}
