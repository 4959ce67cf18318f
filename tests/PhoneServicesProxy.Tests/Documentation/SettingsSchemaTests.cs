using System.Text.Json.Nodes;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>The schema that is shipped is the one that the program's options make.</summary>
public sealed class SettingsSchemaTests
{
    private const string Update = "UPDATE_PAGES";

    [Fact]
    public void Deploy_Schema_IsThatOfTheOptions()
    {
        var expected = SettingsSchema.Write();
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
        {
            File.WriteAllText(PublishedSchema.File, expected);
            return;
        }

        Assert.True(
            File.ReadAllText(PublishedSchema.File) == expected,
            $"{PublishedSchema.File} is not what the options say. Write it again: {Update}=1 dotnet tests/PhoneServicesProxy.Tests/bin/Release/net10.0/PhoneServicesProxy.Tests.dll -class '*.SettingsSchemaTests'");
    }

    /// <summary>The published file is in <c>deploy</c>, and beside the shipped settings, which name it.</summary>
    [Fact]
    public void ShippedSettings_NameTheSchemaBesideThem()
    {
        foreach (var folder in new[] { Pages.Root, AppContext.BaseDirectory })
        {
            var named = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "appsettings.json")), documentOptions: PublishedSchema.Comments)!["$schema"]!;

            Assert.Equal(File.ReadAllText(PublishedSchema.File), File.ReadAllText(Path.Combine(folder, named)));
        }
    }

    [Fact]
    public void Write_HasEverySectionThatCheckKnows()
    {
        var schema = JsonNode.Parse(SettingsSchema.Write())!;

        Assert.Equal(
            GatewaySite.Shape.OfFramework.Concat(GatewaySite.Shape.Sections.Keys).Append("$schema").Order(StringComparer.Ordinal),
            schema["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.Equal(65535, (int)schema["$defs"]!["Node"]!["properties"]!["Weight"]!["maximum"]!);
        Assert.Equal(8, (int)schema["$defs"]!["Node"]!["properties"]!["Weight"]!["default"]!);
        Assert.Equal("00:00:00.3", (string)schema["$defs"]!["FailoverPolicy"]!["properties"]!["ConnectTimeout"]!["default"]!);
    }

    /// <summary>Whatever is shown is explained, except what YARP itself does not document.</summary>
    [Fact]
    public void Write_EachSettingOfTheGateway_HasADescription()
    {
        var schema = JsonNode.Parse(SettingsSchema.Write())!;

        Assert.All(schema["properties"]!["PhoneServices"]!["properties"]!.AsObject(), setting => Assert.NotEmpty((string)setting.Value!["description"]!));
        Assert.All(
            schema["$defs"]!.AsObject().Where(definition => definition.Value!["description"] is not null).SelectMany(definition => definition.Value!["properties"]!.AsObject()),
            setting => Assert.True(setting.Value!["description"] is not null, setting.Key));
    }
}
