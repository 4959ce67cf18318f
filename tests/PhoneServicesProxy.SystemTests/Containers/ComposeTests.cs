using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.SystemTests.Gateway;
using YamlDotNet.Serialization;

namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>The compose file, held against the schema of the Compose Specification. <see cref="ComposeRunTests"/> has an engine run it.</summary>
public sealed class ComposeTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "compose");

    // Once: the library keeps every schema that it has read, by its name.
    private static readonly JsonSchema Specification = ReadSpecification();

    [Fact]
    public void Compose_IsWhatTheSpecificationKnows()
    {
        var result = Specification.Evaluate(Element(Read()), new EvaluationOptions { OutputFormat = OutputFormat.List });

        Assert.True(result.IsValid, string.Join(
            '\n', result.Details!.Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")));
    }

    [Fact]
    public void Compose_UnknownKey_IsAnError()
    {
        var compose = Read();
        compose["services"]!["gateway"]!.AsObject()["imagge"] = "x";

        Assert.False(Specification.Evaluate(Element(compose)).IsValid);
    }

    [Fact]
    public void Compose_WhatItMounts_Exists()
    {
        var mounts = Read()["services"]!.AsObject().SelectMany(service => service.Value!["volumes"]?.AsArray() ?? []).Select(mount => (string)mount!).ToArray();

        Assert.NotEmpty(mounts);
        Assert.All(mounts, mount => Assert.True(Path.Exists(Path.Combine(Folder, mount.Split(':')[0])), mount));
    }

    [Fact]
    public async Task Compose_SiteFile_IsARightConfiguration()
    {
        var loaded = await GatewaySite.Loader(ConfigurationLayers.Shipped([Path.Combine(Folder, "gateway", "site.json")], [])).LoadAsync();

        Assert.Empty(loaded.Errors);
    }

    private static JsonNode Read()
    {
        // Merge keys (<<) and aliases are resolved here, as compose does.
        var parser = new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(new StringReader(File.ReadAllText(Path.Combine(Folder, "compose.yaml")))));
        var document = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(parser);
        return JsonNode.Parse(JsonSerializer.Serialize(document))!;
    }

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static JsonSchema ReadSpecification()
    {
        using var reader = new StreamReader(typeof(ComposeTests).Assembly.GetManifestResourceStream("compose-spec.json")!);

        // The schema names its dialect by another URL than the dialect itself does.
        return JsonSchema.FromText(reader.ReadToEnd().Replace("https://json-schema.org/draft-07/schema", "http://json-schema.org/draft-07/schema#", StringComparison.Ordinal));
    }
}
