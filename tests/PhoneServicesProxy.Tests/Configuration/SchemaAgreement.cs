using System.Text.RegularExpressions;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Telemetry;
using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>
/// Holds the schema and <c>check</c> against each other on a site file. Both compare it with the same types, so the schema refuses what
/// <c>check</c> refuses for its kind, range or key. What only <c>check</c> sees is listed by kind, with the reason.
/// </summary>
internal static class SchemaAgreement
{
    private static readonly Regex OnlyCheckSees = new(string.Join(
        '|', File.ReadLines(Path.Combine(Pages.Root, "tests", "PhoneServicesProxy.Tests", "Configuration", "OnlyCheckSees.txt")).Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line.Trim())));

    /// <param name="file">A site file.</param>
    /// <param name="errors">All that <c>check</c> says of it.</param>
    public static async Task AssertAsync(string file, IReadOnlyList<ConfigurationError> errors)
    {
        // Without JSON there is nothing to compare, and what a repeated key means is left open by JSON.
        if (errors.Any(error => error.SpoilsFile || error.Message.StartsWith("is written twice", StringComparison.Ordinal)))
        {
            return;
        }

        var name = Path.GetFileName(file);
        var refused = PublishedSchema.Errors(PublishedSchema.Nested(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
        var ofKind = (await ByTypesAsync(file)).Where(error => error.Source == name && !IsSeenByCheckOnly(error)).ToArray();
        Assert.True(ofKind.Length == 0 || refused.Count > 0, $"The schema takes what check refuses: {string.Join(' ', ofKind.AsEnumerable())}");
        Assert.True(errors.Any(error => error.Source == name) || refused.Count == 0, $"The schema refuses what check takes: {string.Join(' ', refused)}");
        if (refused.Count == 0)
        {
            Assert.All(errors.Where(error => error.Source == name), error => Assert.True(IsSeenByCheckOnly(error), $"The schema takes it, and its kind is not listed: {error}"));
        }
    }

    private static bool IsSeenByCheckOnly(ConfigurationError error) => OnlyCheckSees.IsMatch(error.ToString());

    /// <summary>What is wrong by the types and their ranges alone.</summary>
    private static async Task<IReadOnlyList<ConfigurationError>> ByTypesAsync(string file)
    {
        var shape = GatewaySite.Shape with
        {
            Read = draft =>
            {
                LoggingValidator.Validate(draft.Root, draft.Errors);
                return Task.FromResult<GatewayConfiguration>(null!);
            },
        };
        return (await new ConfigurationLoader(ConfigurationLayers.Shipped([file], []), shape).LoadAsync()).Errors;
    }
}
