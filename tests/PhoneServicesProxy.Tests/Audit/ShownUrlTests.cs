using PhoneServicesProxy.Audit;

namespace PhoneServicesProxy.Tests.Audit;

public sealed class ShownUrlTests
{
    [Theory]
    [InlineData("http://10.1.1.1:8080/ccmcip/getservicesmenu.jsp", "http://10.1.1.1:8080/ccmcip/getservicesmenu.jsp")]
    [InlineData("http://n/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#", "http://n/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#")]
    [InlineData("http://n/x?userid=jdoe&pin=12345&page=", "http://n/x?userid=…&pin=…&page=")]
    [InlineData("http://jdoe:secret@n/x", "http://…@n/x")]
    [InlineData("http://n/x?12345", "http://n/x?…")]
    [InlineData("http://n/x?12345=1", "http://n/x?…=…")]
    [InlineData("http://n/x\u001b[31m\u0007", "http://n/x[31m")]
    [InlineData("Application:Cisco/CorporateDirectory", "Application:Cisco/CorporateDirectory")]
    [InlineData("", "")]
    public void Of_Url_HasNoValuesOfItsQuery(string url, string shown) => Assert.Equal(shown, ShownUrl.Of(url));

    [Fact]
    public void Of_LongUrl_IsCut() => Assert.True(ShownUrl.Of("http://n/" + new string('x', 5000)).Length < 400);
}
