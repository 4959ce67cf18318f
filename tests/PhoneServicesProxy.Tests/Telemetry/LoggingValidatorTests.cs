using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Telemetry;

/// <summary>Mistakes in <c>Logging</c> that the framework finds when it writes a line, or never.</summary>
public sealed class LoggingValidatorTests
{
    [Theory]
    [InlineData("Console:FormatterOptions:TimestampFormat", "\"%\"", "Write a format of .NET, such as \"yyyy-MM-dd HH:mm:ss \"")]
    [InlineData("Console:FormatterOptions:TimestampFormat", "\"HH:mm:ss 'Uhr \"", "a pair of single quotes")]
    [InlineData("Console:TimestampFormat", "\"%\"", "Write a format of .NET")]
    [InlineData("Console:FormatterOptions:SingleLine", "\"maybe\"", "Write true or false.")]
    [InlineData("Console:FormatterOptions:UseUtcTimestamp", "\"x\"", "Write true or false.")]
    [InlineData("Console:FormatterOptions:IncludeScopes", "\"x\"", "Write true or false.")]
    [InlineData("Console:FormatterOptions:ColorBehavior", "\"Red\"", "Write one of Default, Enabled, Disabled.")]
    [InlineData("Console:FormatterOptions:JsonWriterOptions:Indented", "2", "Write true or false.")]
    [InlineData("Console:FormatterOptions", "\"plain\"", "Write an object with braces")]
    [InlineData("Console:MaxQueueLength", "0", "Write a whole number from 1.")]
    [InlineData("Console:LogToStandardErrorThreshold", "\"Loud\"", "Write one of Trace,")]
    [InlineData("CaptureScopes", "\"x\"", "Write true or false.")]
    public async Task LoadAsync_WrongLogSetting_NamesKeyAndRemedy(string key, string value, string remedy) =>
        WrongSite.AssertOne(await WrongSite.OfSectionAsync($"\"Logging:{key}\": {value}"), $"Logging:{key}", remedy);

    [Theory]
    [InlineData("\"Console\": { \"FormatterOptions\": { \"TimestampFormat\": \"HH:mm:ss 'Uhr' \", \"UseUtcTimestamp\": true, \"ColorBehavior\": \"Disabled\" } }")]
    [InlineData("\"Console\": { \"FormatterName\": \"json\", \"FormatterOptions\": { \"TimestampFormat\": \"O\", \"JsonWriterOptions\": { \"Indented\": false } } }")]
    [InlineData("\"Console\": { \"FormatterOptions\": { \"TimestampFormat\": \"\" } }, \"CaptureScopes\": true")]
    public async Task LoadAsync_RightLogSetting_IsRight(string logging) =>
        Assert.Empty(await WrongSite.OfSectionAsync($"\"Logging\": {{ {logging} }}"));
}
