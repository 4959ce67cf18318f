namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>Where phone XML has URLs, object by object, and where it only looks so.</summary>
public sealed class PageRewriterPlacesTests
{
    private const string Node = "http://10.1.1.1:8080";

    [Theory]
    [InlineData("<CiscoIPPhoneMenu><MenuItem><Name>@</Name><URL>#</URL></MenuItem></CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><Title>@</Title><Prompt>@</Prompt><SoftKeyItem><Name>@</Name><Position>1</Position><URL>#</URL><URLDown>#</URLDown></SoftKeyItem></CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneText><Text>@</Text><KeyItem><Key>KeyPad1</Key><URL>#</URL><URLDown>#</URLDown></KeyItem></CiscoIPPhoneText>")]
    [InlineData("<CiscoIPPhoneText keypadTarget=\"application\" appId=\"@\" onAppFocusLost=\"#\" onAppFocusGained='#' onAppMinimized = \"#\" onAppClosed=\"#\"/>")]
    [InlineData("<CiscoIPPhoneInput><URL method=\"post\">#</URL><InputItem><DisplayName>@</DisplayName><QueryStringParam>@</QueryStringParam><DefaultValue>@</DefaultValue></InputItem></CiscoIPPhoneInput>")]
    [InlineData("<CiscoIPPhoneDirectory><DirectoryEntry><Name>@</Name><Telephone>@</Telephone></DirectoryEntry><SoftKeyItem><URL>#</URL></SoftKeyItem></CiscoIPPhoneDirectory>")]
    [InlineData("<CiscoIPPhoneIconMenu><MenuItem><URL>#</URL></MenuItem><IconItem><Index>0</Index><Data>@</Data></IconItem></CiscoIPPhoneIconMenu>")]
    [InlineData("<CiscoIPPhoneIconFileMenu><IconItem><Index>0</Index><URL>#</URL></IconItem><MenuItem><URL>#</URL></MenuItem></CiscoIPPhoneIconFileMenu>")]
    [InlineData("<CiscoIPPhoneGraphicMenu><Data>@</Data><MenuItem><URL>#</URL></MenuItem></CiscoIPPhoneGraphicMenu>")]
    [InlineData("<CiscoIPPhoneGraphicFileMenu><URL>#</URL><MenuItem><URL>#</URL><TouchArea X1=\"0\"/></MenuItem></CiscoIPPhoneGraphicFileMenu>")]
    [InlineData("<CiscoIPPhoneImage><Data>@</Data><SoftKeyItem><URL>#</URL></SoftKeyItem></CiscoIPPhoneImage>")]
    [InlineData("<CiscoIPPhoneImageFile><LocationX>0</LocationX><URL>#</URL></CiscoIPPhoneImageFile>")]
    [InlineData("<CiscoIPPhoneStatus><Text>@</Text><URL>@</URL></CiscoIPPhoneStatus>")]
    [InlineData("<CiscoIPPhoneStatusFile><Text>@</Text><URL>#</URL></CiscoIPPhoneStatusFile>")]
    [InlineData("<CiscoIPPhoneExecute><ExecuteItem Priority=\"0\" URL=\"#\"/><ExecuteItem URL='#' Name=\"@\"></ExecuteItem></CiscoIPPhoneExecute>")]
    [InlineData("<CiscoIPPhoneResponse><ResponseItem Status=\"0\" Data=\"@\" URL=\"#\"/></CiscoIPPhoneResponse>")]
    [InlineData("<CiscoIPhoneResponse><ResponseItem><Status>0</Status><Data>@</Data><URL>#</URL></ResponseItem></CiscoIPhoneResponse>")]
    [InlineData("<CiscoIPPhoneError Number=\"4\" URL=\"@\"/>")]
    [InlineData("<CiscoIPPhoneMenu><URL>@</URL><MenuItem URL=\"@\" onAppClosed=\"@\"><url>@</url><Url>@</Url><URL2>@</URL2><a:URL>@</a:URL></MenuItem></CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><menuitem><URL>@</URL></menuitem><MenuItem><Name><URL>@</URL></Name></MenuItem></CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneText><Text><![CDATA[<MenuItem><URL>@</URL></MenuItem>]]></Text><!-- <URL>@</URL> --><?URL @?></CiscoIPPhoneText>")]
    [InlineData("<CiscoIPPhoneText><Text>&lt;URL&gt;@&lt;/URL&gt;</Text></CiscoIPPhoneText>")]
    public void Rewrite_EveryPlace_UrlsOnly(string template)
    {
        // # is a URL, @ is anything else that may look like one.
        var page = template.Replace("@", Node + "/x", StringComparison.Ordinal);
        var places = page.Split('#').Length - 1;

        var rewritten = Rewriting.Rewrite(page.Replace("#", Node + "/x?a=1&amp;b=#DEVICENAME#", StringComparison.Ordinal));

        Assert.Equal(page.Replace("#", Rewriting.Http + "/x?a=1&amp;b=#DEVICENAME#", StringComparison.Ordinal), rewritten.Text());
        Assert.Equal(new(Rewritten: places), rewritten.Counts);
    }

    [Theory]
    [InlineData("<CiscoIPPhoneMenu><MenuItem><URL><b>http://10.1.1.1/</b></URL></MenuItem></CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><MenuItem><URL>http://10.1.1.1/<b/></URL></MenuItem></CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><MenuItem><URL><b/>http://10.1.1.1/</URL></MenuItem></CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><MenuItem><URL><URL>http://10.1.1.1/</URL></URL></MenuItem></CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><MenuItem><URL/>http://10.1.1.1/</MenuItem></CiscoIPPhoneMenu>")]
    [InlineData("<CiscoIPPhoneMenu><MenuItem><URL></URL>http://10.1.1.1/</MenuItem></CiscoIPPhoneMenu>")]
    public void Rewrite_UrlThatIsNotTextAlone_Unchanged(string page)
    {
        var rewritten = Rewriting.Rewrite(page);

        Assert.Equal(page, rewritten.Text());
        Assert.Equal(default, rewritten.Counts);
    }
}
