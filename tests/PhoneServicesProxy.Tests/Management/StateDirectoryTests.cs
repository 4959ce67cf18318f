using Microsoft.Extensions.Configuration;
using PhoneServicesProxy.Management.Overrides;

namespace PhoneServicesProxy.Tests.Management;

public sealed class StateDirectoryTests
{
    [Theory]
    [InlineData("", "HOME=/root", null)]
    [InlineData(null, "", null)]
    [InlineData("/srv/x/mine.json", "STATE_DIRECTORY=/var/lib/a", "/srv/x/mine.json")]
    [InlineData(null, "STATE_DIRECTORY=/var/lib/a:/var/lib/b HOME=/root", "/var/lib/a/state.json")]
    [InlineData(null, "XDG_STATE_HOME=/s HOME=/root", "/s/phone-services-proxy/state.json")]
    [InlineData(null, "HOME=/home/ann", "/home/ann/.local/state/phone-services-proxy/state.json")]
    public void FileOf_SettingAndEnvironment_GivePlace(string? configured, string environment, string? expected)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('='))
            .Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]));

        Assert.Equal(expected, StateDirectory.FileOf(configured, new ConfigurationBuilder().AddInMemoryCollection(variables).Build()));
    }
}
