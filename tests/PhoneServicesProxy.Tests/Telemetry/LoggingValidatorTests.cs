using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Telemetry;

/// <summary>Mistakes in <c>Logging</c> that the framework finds when it writes a line, or never.</summary>
public sealed class LoggingValidatorTests
{
    public static TheoryData<string, string> WrongSettings => new()
    {
        { "Console:FormatterOptions:TimestampFormat", "\"%\"" },
        { "Console:FormatterOptions:TimestampFormat", "\"HH:mm:ss 'Uhr \"" },
        { "Console:TimestampFormat", "\"%\"" },
        { "Console:FormatterOptions:SingleLine", "\"maybe\"" },
        { "Console:FormatterOptions:UseUtcTimestamp", "\"x\"" },
        { "Console:FormatterOptions:IncludeScopes", "\"x\"" },
        { "Console:FormatterOptions:ColorBehavior", "\"Red\"" },
        { "Console:FormatterOptions:JsonWriterOptions:Indented", "2" },
        { "Console:FormatterOptions", "\"plain\"" },
        { "Console:MaxQueueLength", "0" },
        { "Console:LogToStandardErrorThreshold", "\"Loud\"" },
        { "CaptureScopes", "\"x\"" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task LoadAsync_WrongLogSetting_NamesKey(string key, string value) => WrongSite.AssertOne(await OfAsync(key, value), $"Logging:{key}");

    [Fact]
    public Task LoadAsync_WrongLogSetting_SaysWhatToWrite() =>
        Approved.IsSaidAsync("Logging", WrongSettings.Select(row => ($"{row.Data.Item1}: {row.Data.Item2}", OfAsync(row.Data.Item1, row.Data.Item2))));

    private static Task<IReadOnlyList<string>> OfAsync(string key, string value) => WrongSite.OfSectionAsync($"\"Logging:{key}\": {value}");

    [Theory]
    [InlineData("\"Console\": { \"FormatterOptions\": { \"TimestampFormat\": \"HH:mm:ss 'Uhr' \", \"UseUtcTimestamp\": true, \"ColorBehavior\": \"Disabled\" } }")]
    [InlineData("\"Console\": { \"FormatterName\": \"json\", \"FormatterOptions\": { \"TimestampFormat\": \"O\", \"JsonWriterOptions\": { \"Indented\": false } } }")]
    [InlineData("\"Console\": { \"FormatterOptions\": { \"TimestampFormat\": \"\" } }, \"CaptureScopes\": true")]
    public async Task LoadAsync_RightLogSetting_IsRight(string logging) =>
        Assert.Empty(await WrongSite.OfSectionAsync($"\"Logging\": {{ {logging} }}"));
}
