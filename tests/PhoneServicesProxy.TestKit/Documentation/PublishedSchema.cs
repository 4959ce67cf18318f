using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace PhoneServicesProxy.TestKit.Documentation;

/// <summary>The shipped schema of the settings, read by an independent validator.</summary>
internal static class PublishedSchema
{
    /// <summary>Comments and trailing commas, which a settings file may have, are allowed.</summary>
    public static readonly JsonDocumentOptions Comments = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static readonly string File = Path.Combine(Pages.Root, "deploy", "phone-services-proxy.schema.json");

    // Loaded once, because the library keeps every schema that it has read.
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromText(System.IO.File.ReadAllText(File)));

    /// <returns>The errors that the schema finds in these settings; empty if there are none.</returns>
    public static IReadOnlyList<string> Errors(string settings)
    {
        using var document = JsonDocument.Parse(settings, Comments);
        var result = Schema.Value.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? []
            : [.. (result.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}").Append("not valid")];
    }

    /// <summary>Nests a key with colons, as .NET reads it. The schema knows only nested keys.</summary>
    public static string Nested(string settings)
    {
        var nested = new JsonObject();
        foreach (var (key, value) in JsonNode.Parse(settings, documentOptions: Comments)!.AsObject())
        {
            var at = nested;
            var parts = key.Split(':');
            foreach (var part in parts[..^1])
            {
                at[part] ??= new JsonObject();
                at = at[part]!.AsObject();
            }

            at[parts[^1]] = value?.DeepClone();
        }

        return nested.ToJsonString();
    }
}
