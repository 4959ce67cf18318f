using System.Text;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Tests.Health;

public class ProbeCheckTests
{
    private const string Menu = "<?xml version=\"1.0\"?><CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";
    private const string Html = "<html><body>It works!</body></html>";

    [Theory]
    [InlineData(Html)]
    [InlineData("")]
    [InlineData("<CiscoIPPhoneMenu><Title>Serv")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><CiscoIPPhoneText>&a;</CiscoIPPhoneText>")]
    [InlineData("<Error/>")]
    public void Judge_NoPhonePageButExpected_IsBadPage(string page) =>
        Assert.Equal(AttemptFailure.BadPage, Judge(200, page, ("Health.Expect", "PhoneXml")));

    [Theory]
    [InlineData(503, null, AttemptFailure.BadStatus)]
    [InlineData(204, null, AttemptFailure.BadStatus)]
    [InlineData(200, null, AttemptFailure.None)]
    [InlineData(401, "200-299, 401", AttemptFailure.None)]
    [InlineData(404, "200-299,401", AttemptFailure.BadStatus)]
    public void Judge_Status_MustBeInTheList(int status, string? list, object expected) =>
        Assert.Equal(expected, list is null ? Judge(status, Html) : Judge(status, Html, ("Health.Status", list)));

    [Fact]
    public void Judge_OtherRoot_IsBadPage() =>
        Assert.Equal(AttemptFailure.BadPage, Judge(200, Menu, ("Health.Root", "CiscoIPPhoneText, CiscoIPPhoneInput")));

    [Fact]
    public void Judge_RootInList_IsGood() =>
        Assert.Equal(AttemptFailure.None, Judge(200, Menu, ("Health.Root", "CiscoIPPhoneText, CiscoIPPhoneMenu")));

    [Fact]
    public void Judge_Patterns_AreAppliedToTheText()
    {
        Assert.Equal(AttemptFailure.None, Judge(200, Menu, ("Health.MustMatch", "<Title>S.*s</Title>")));
        Assert.Equal(AttemptFailure.BadPage, Judge(200, Menu, ("Health.MustMatch", "Directory")));
        Assert.Equal(AttemptFailure.BadPage, Judge(200, Menu, ("Health.MustNotMatch", "Serv")));
        Assert.Equal(AttemptFailure.None, Judge(200, Menu, ("Health.MustNotMatch", @"\[26\]")));
    }

    [Fact]
    public void Judge_Latin1PageWithMalformedCharset_IsGood()
    {
        var page = Encoding.Latin1.GetBytes("<CiscoIPPhoneText><Text>Bücher</Text></CiscoIPPhoneText>");
        var check = new ProbeCheck(Read(("Health.Expect", "PhoneXml")));

        Assert.Equal(AttemptFailure.None, check.Judge(200, page, "text/xml; charset=iso-8859-1").Failure);
        Assert.Equal(AttemptFailure.None, check.Judge(200, page, "text/xml; charset=,,").Failure);
    }

    [Theory]
    [InlineData(503, Menu, "text/xml", "status 503, not 200", "Health.Expect", "PhoneXml")]
    [InlineData(200, Menu, "text/xml", "root element CiscoIPPhoneMenu, not CiscoIPPhoneText", "Health.Root", "CiscoIPPhoneText")]
    [InlineData(200, Menu, "text/xml", "matches Health.MustNotMatch", "Health.MustNotMatch", "Serv")]
    [InlineData(200, Menu, "text/xml", "does not match Health.MustMatch", "Health.MustMatch", "Directory")]
    [InlineData(200, "", "text/xml", "an empty page", "Health.Expect", "PhoneXml")]
    [InlineData(200, Html, "text/html", "an HTML page", "Health.Expect", "PhoneXml")]
    [InlineData(200, "<Error/>", "text/xml", "XML that phones do not know", "Health.Expect", "PhoneXml")]
    [InlineData(200, "OK", "text/plain", "no page for phones", "Health.Expect", "PhoneXml")]
    [InlineData(200, "<CiscoIPPhoneMenu>\n<Title>Meyer & Co</Title></CiscoIPPhoneMenu>", "text/xml", "XML that is not well-formed (line 2, column 14: bare & in <Title>)", "Health.Expect", "PhoneXml")]
    public void Judge_BadAnswer_SaysInWordsWhatIsWrong(int status, string page, string contentType, string reason, string key, string value) =>
        Assert.Equal(reason, new ProbeCheck(Read((key, value))).Judge(status, Encoding.UTF8.GetBytes(page), contentType).Reason);

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    [InlineData(250, true)]
    [InlineData(299, true)]
    [InlineData(300, false)]
    [InlineData(404, false)]
    public void Judge_StatusAtTheEndOfARange_IsWithinIt(int status, bool isGood) =>
        Assert.Equal(isGood, Judge(status, Html, ("Health.Status", "200-299")) == AttemptFailure.None);

    [Fact]
    public void Judge_BothPatterns_MustHold()
    {
        Assert.Equal(AttemptFailure.None, Judge(200, Menu, ("Health.MustMatch", "Serv"), ("Health.MustNotMatch", "Error")));
        Assert.Equal(AttemptFailure.BadPage, Judge(200, Menu, ("Health.MustMatch", "Serv"), ("Health.MustNotMatch", "Title")));
        Assert.Equal(AttemptFailure.BadPage, Judge(200, Menu, ("Health.MustMatch", "Directory"), ("Health.MustNotMatch", "Error")));
    }

    /// <summary>A pattern is matched against the text as the node writes it. What says no character set that there is, is UTF-8.</summary>
    [Theory]
    [InlineData("utf-8", "text/xml")]
    [InlineData("utf-8", null)]
    [InlineData("utf-8", "text/xml; charset=unknown")]
    [InlineData("iso-8859-1", "text/xml; charset=iso-8859-1")]
    [InlineData("iso-8859-1", "text/xml; charset=\"iso-8859-1\"")]
    public void Judge_PatternWithUmlaut_IsFoundInAnyEncoding(string encoding, string? contentType)
    {
        var page = Encoding.GetEncoding(encoding).GetBytes("<CiscoIPPhoneText><Text>Bücher</Text></CiscoIPPhoneText>");

        Assert.Equal(AttemptFailure.None, new ProbeCheck(Read(("Health.MustMatch", "Bücher"))).Judge(200, page, contentType).Failure);
    }

    private static AttemptFailure Judge(int status, string page, params (string, string)[] metadata) =>
        new ProbeCheck(Read(metadata)).Judge(status, Encoding.UTF8.GetBytes(page), "text/xml").Failure;

    private static HealthMetadata Read(params (string Key, string Value)[] metadata) =>
        HealthMetadata.Read(metadata.ToDictionary(pair => pair.Key, pair => pair.Value), Assert.Fail);
}
