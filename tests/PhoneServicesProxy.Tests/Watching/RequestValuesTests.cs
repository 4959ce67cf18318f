using System.Text;
using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.Tests.Watching;

public sealed class RequestValuesTests
{
    private const string Device = "SEP001122AABBCC";

    [Theory]
    [InlineData("/emapp/EMAppServlet", "?device=SEP001122AABBCC", null, true)]
    [InlineData("/ccmcip/getservicesmenu.jsp", "?locale=x&NAME=sep001122aabbcc", null, true)]
    [InlineData("/ccmcip/authenticate.jsp", "?UserID=u&Password=p&devicename=%53EP001122AABBCC", null, true)]
    [InlineData("/ma/servlet/MAService", "?cmd=x;Name=SEP001122AABBCC", null, true)]
    [InlineData("/a", "?name=undefined&name=SEP001122AABBCC", null, true)]
    [InlineData("/emapp/EMAppServlet", "", "device=SEP001122AABBCC&userid=u", true)]
    [InlineData("/fippa/sep001122aabbcc/menu", "", null, true)]
    [InlineData("/fippa/menu;jsessionid=SEP001122AABBCC", "", null, true)]
    [InlineData("/a", "?l=SEP001122AABBCC", null, false)]
    [InlineData("/a", "?name=SEP001122AABBCCD", null, false)]
    [InlineData("/a", "?name=#DEVICENAME#", null, false)]
    [InlineData("", "", null, false)]
    public void Devices_WherePhonesWriteTheirName_AreFound(string path, string query, string? form, bool found)
    {
        var sut = new RequestValues(new(path), new(query), form is null ? null : Encoding.ASCII.GetBytes(form));

        Assert.Equal(found ? [Device] : [], sut.Devices.Distinct());
    }

    [Fact]
    public void Hidden_IsEveryValueButTheNameOfAPhone()
    {
        var sut = new RequestValues("/a", new($"?device={Device}&userid=j+doe&seq=12345&l=M%FCller&l=M%C3%BCller&x="), "pin=777"u8.ToArray());

        Assert.Equal(["j doe", "12345", "Müller", "Müller", "777"], sut.Hidden);
        Assert.Equal(["j doe", "12345", "777"], sut.Secrets);
    }
}
