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

    private static AttemptFailure Judge(int status, string page, params (string, string)[] metadata) =>
        new ProbeCheck(Read(metadata)).Judge(status, Encoding.UTF8.GetBytes(page), "text/xml").Failure;

    private static HealthMetadata Read(params (string Key, string Value)[] metadata) =>
        HealthMetadata.Read(metadata.ToDictionary(pair => pair.Key, pair => pair.Value), Assert.Fail);
}
