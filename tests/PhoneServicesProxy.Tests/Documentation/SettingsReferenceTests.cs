using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.Tests.Documentation;

/// <summary>The reference of settings says what the program's options say.</summary>
public sealed class SettingsReferenceTests
{
    private const string Update = "UPDATE_PAGES";
    private const string Begin = "<!-- Generated from the options' documentation. To write it again: UPDATE_PAGES=1 and run SettingsReferenceTests. -->\n\n";

    [Fact]
    public void Configuration_Reference_IsThatOfTheOptions()
    {
        var path = Path.Combine(Pages.Root, "deploy", "docs", "configuration.md");
        var page = File.ReadAllText(path);
        var start = page.IndexOf(Begin, StringComparison.Ordinal);
        Assert.NotEqual(-1, start);
        var expected = page[..(start + Begin.Length)] + SettingsReference.Write().TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
        {
            File.WriteAllText(path, expected);
            return;
        }

        Assert.True(
            page == expected,
            $"{path} is not what the options say. Write it again: {Update}=1 dotnet tests/PhoneServicesProxy.Tests/bin/Release/net10.0/PhoneServicesProxy.Tests.dll -class '*.SettingsReferenceTests'");
    }

    [Fact]
    public void Write_HasEveryKindOfSetting()
    {
        var reference = SettingsReference.Write();

        Assert.Contains("## PhoneServices:Nodes:NAME\n", reference, StringComparison.Ordinal);
        Assert.Contains("## PhoneServices:PageNumbers:SET:NUMBER\n", reference, StringComparison.Ordinal);
        Assert.Contains("| `FailedLogins:FreeTries` | 3 by default, 1 to 100. | reload |", reference, StringComparison.Ordinal);
        Assert.Contains("| `Redis` | Empty by default: pages are kept in this gateway's memory only. | **restart** |", reference, StringComparison.Ordinal);
        Assert.Contains("`Maintenance`:", reference, StringComparison.Ordinal);
    }
}
