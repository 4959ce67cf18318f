using PhoneServicesProxy.Commands;

namespace PhoneServicesProxy.Tests.Commands;

public sealed class SettingArgumentsTests
{
    [Fact]
    public void Split_OptionsAndSettings_AreToldApart()
    {
        var (known, settings, lacking) = SettingArguments.Split(
            ["run", "--config", "a.json", "--Urls", "http://*:80", "--PhoneServices:Nodes:a:Weight=5", "--bogus"]);

        Assert.Equal(["run", "--config", "a.json", "--bogus"], known);
        Assert.Equal(["--Urls", "http://*:80", "--PhoneServices:Nodes:a:Weight=5"], settings);
        Assert.Null(lacking);
    }

    [Theory]
    [InlineData("--Urls", "check", "--config", "a.json", "--Urls")]
    [InlineData("--PhoneServices:Nodes:a:Weight", "check", "--PhoneServices:Nodes:a:Weight")]
    [InlineData("--Urls", "--Urls", "--config", "a.json")]
    public void Split_SettingWithoutValue_IsNamed(string expected, params string[] args) => Assert.Equal(expected, SettingArguments.Split(args).Lacking);

    [Fact]
    public void Split_EmptyOrNegativeValue_IsAValue() => Assert.Null(SettingArguments.Split(["--Urls", "", "--A:B=", "--A:C", "-1"]).Lacking);
}
