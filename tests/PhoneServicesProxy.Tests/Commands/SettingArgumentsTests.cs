using PhoneServicesProxy.Commands;

namespace PhoneServicesProxy.Tests.Commands;

public sealed class SettingArgumentsTests
{
    [Fact]
    public void Split_OptionsAndSettings_AreToldApart()
    {
        var (known, settings) = SettingArguments.Split(
            ["run", "--config", "a.json", "--Urls", "http://*:80", "--PhoneServices:Nodes:a:Weight=5", "--bogus"]);

        Assert.Equal(["run", "--config", "a.json", "--bogus"], known);
        Assert.Equal(["--Urls", "http://*:80", "--PhoneServices:Nodes:a:Weight=5"], settings);
    }
}
