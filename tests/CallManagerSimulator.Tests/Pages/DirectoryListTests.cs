using System.Xml.Linq;

namespace CallManagerSimulator.Tests.Pages;

public class DirectoryListTests : ClusterTest
{
    [Theory]
    [InlineData("/ccmcip/xmldirectorylist.jsp?l=nobody&f=&n=")]
    [InlineData("/ccmcip/xmldirectorylist.jsp?start=201")]
    public async Task Get_NothingFound_SaysSoAndOffersASearch(string target)
    {
        var page = await GetXmlAsync(Publisher, target);

        Assert.Equal("CiscoIPPhoneText", page.Name.LocalName);
        Assert.Equal($"{Publisher.Address}ccmcip/xmldirectoryinput.jsp", KeyUrl(page, "Search"));
    }

    [Theory]
    [InlineData("/ccmcip/xmldirectorylist.jsp?l=&f=&n=&start=0", "/ccmcip/xmldirectorylist.jsp?l=&f=&n=&start=33")]
    [InlineData("/CCMCIP/xmldirectorylist.asp?l=&f=", "/CCMCIP/xmldirectorylist.asp?l=&f=&start=33")]
    public async Task Get_FirstPage_HasTheKeysOfCallManager(string target, string next)
    {
        var page = await GetXmlAsync(Publisher, target);

        Assert.Equal("Records 1 to 32 of 200", page.Element("Prompt")!.Value);
        Assert.Equal(
            ["Dial 1", "EditDial 2", "Exit 3", "Next 4", "Search 5"],
            page.Elements("SoftKeyItem").Select(k => $"{k.Element("Name")!.Value} {k.Element("Position")!.Value}"));
        Assert.Equal(Publisher.Address.GetLeftPart(UriPartial.Authority) + next, KeyUrl(page, "Next"));
    }

    [Fact]
    public async Task Get_FollowingNext_GivesEverybodyOnce()
    {
        var names = new List<string>();
        var pages = 0;
        for (var url = "/ccmcip/xmldirectorylist.jsp?l=&f=&n="; url is not null; pages++)
        {
            var page = await GetXmlAsync(Publisher, url);
            names.AddRange(page.Elements("DirectoryEntry").Select(e => e.Element("Name")!.Value));
            url = KeyUrl(page, "Next");
        }

        Assert.Equal(7, pages);
        Assert.Equal(200, names.Distinct().Count());
        Assert.Equal(200, names.Count);
        Assert.Contains("Smith & Sons, Alice", names);
    }

    [Theory]
    [InlineData("l=m%C3%BC&f=a&n=", "Müller, Alice")]
    [InlineData("l=O%27B&f=Jonas&n=", "O'Brien, Jonas")]
    [InlineData("l=&f=&n=1002", "Abbott, Bernd")]
    public async Task Get_Search_FindsByBeginning(string query, string expected)
    {
        var page = await GetXmlAsync(Publisher, $"/ccmcip/xmldirectorylist.jsp?{query}");

        Assert.Equal("Records 1 to 1 of 1", page.Element("Prompt")!.Value);
        Assert.Equal(expected, page.Element("DirectoryEntry")!.Element("Name")!.Value);
    }

    private static string? KeyUrl(XElement page, string name) =>
        page.Elements("SoftKeyItem").FirstOrDefault(k => k.Element("Name")!.Value == name)?.Element("URL")!.Value;
}
