using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Configuration;

/// <summary>Checks a configuration file before the framework reads it, which says what it does not understand in words of its own.</summary>
internal static partial class JsonFile
{
    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static IEnumerable<JsonFault> Check(byte[] bytes)
    {
        if (Encoded(bytes) is not { } text)
        {
            return [new(null, "is not written in UTF-8. Save it again as UTF-8.", SpoilsFile: true)];
        }

        var utf8 = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
        try
        {
            return Walk(utf8);
        }
        catch (JsonException error)
        {
            return [new(null, "is not understood: " + (JsonMistake.Find(text) is { } mistake ? mistake : $"line {error.LineNumber + 1}: there is a mistake. Comments (//) and trailing commas are allowed."), SpoilsFile: true)];
        }
    }

    /// <summary>Null for what is no UTF-8.</summary>
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

        // To the end: what comes after the last brace is a mistake, too.
        reader.Read();
        return found;
    }

    private static void WalkValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string key, Dictionary<string, int> lines, List<JsonFault> found)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    WalkValue(ref reader, utf8, key.Length == 0 ? name : $"{key}:{name}", lines, found);
                }

                return;
            case JsonTokenType.StartArray:
                if (NamedEntries().IsMatch(key))
                {
                    found.Add(new(key, "is a list. Write an object with a name before each entry: { \"NAME\": ... }.", SpoilsFile: false));
                }

                for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                {
                    WalkValue(ref reader, utf8, string.Create(CultureInfo.InvariantCulture, $"{key}:{i}"), lines, found);
                }

                return;
        }

        var line = utf8[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
        if (!lines.TryAdd(key, line))
        {
            found.Add(new(key, $"stands there twice, {(lines[key] == line ? $"both at line {line}" : $"at lines {lines[key]} and {line}")} (upper and lower case are the same). Remove one of the two.", SpoilsFile: true));
        }
    }

    /// <summary>Where each entry has a name; a list would give them the names 0, 1 and so on.</summary>
    [GeneratedRegex("^(PhoneServices:(Nodes|FailoverPolicies|Texts|PageNumbers(:[^:]+)?|Pools(:[^:]+:Nodes)?)|ReverseProxy:(Routes|Clusters|Clusters:[^:]+:Destinations|(Routes|Clusters):[^:]+:Metadata))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedEntries();
}
