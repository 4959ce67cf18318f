namespace CallManagerSimulator.Tests.Pages;

public class PersonalDirectoryTests : ClusterTest
{
    [Theory]
    [InlineData("1", "CiscoIPPhoneText")]
    [InlineData("12345", "CiscoIPPhoneMenu")]
    public async Task Login_WithPin_IsCounted(string pin, string root)
    {
        var page = await GetXmlAsync(Publisher, $"/ccmpd/pdCheckLogin.do?name={Device}&userid=user1&seq={pin}");

        Assert.Equal(root, page.Name.LocalName);
        Assert.Equal(1, Publisher.Counters.PersonalDirectoryLoginsExecuted);
        Assert.Empty(Cluster.ExecutedLogins);
    }
}
