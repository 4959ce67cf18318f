using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace PhoneServicesProxy.TestKit.Documentation;

/// <summary>The schema of settings that is shipped, as a validator that is not the gateway's reads it.</summary>
internal static class PublishedSchema
{
    /// <summary>A settings file may have both.</summary>
    public static readonly JsonDocumentOptions Comments = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static readonly string File = Path.Combine(Pages.Root, "deploy", "phone-services-proxy.schema.json");

    // Once: the library keeps every schema that it has read.
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromText(System.IO.File.ReadAllText(File)));

    /// <returns>What the schema has against these settings; empty for nothing.</returns>
    public static IReadOnlyList<string> Errors(string settings)
    {
        using var document = JsonDocument.Parse(settings, Comments);
        var result = Schema.Value.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? []
            : [.. (result.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}").Append("not valid")];
    }

    /// <summary>A key with colons is nested, as .NET reads it. The schema knows only nested ones.</summary>
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
