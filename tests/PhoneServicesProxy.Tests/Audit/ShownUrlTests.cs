using PhoneServicesProxy.Audit;

namespace PhoneServicesProxy.Tests.Audit;

public sealed class ShownUrlTests
{
    [Theory]
    [InlineData("http://10.1.1.1:8080/ccmcip/getservicesmenu.jsp", "http://10.1.1.1:8080/ccmcip/getservicesmenu.jsp")]
    [InlineData("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x")]
    [InlineData("10.1.1.1:8080", "10.1.1.1:8080")]
    [InlineData("proxy", "proxy")]
    [InlineData("http://n/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#", "http://n/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#")]
    [InlineData("http://n:8082/fippa/#DEVICENAME#", "http://n:8082/fippa/#DEVICENAME#")]
    [InlineData("http://n/x?userid=jdoe&pin=12345&page=", "http://n/x?userid=…&pin=…&page=")]
    [InlineData("http://jdoe:secret@n/x", "http://…@n/x")]
    [InlineData("http://n/x?12345", "http://n/x?…")]
    [InlineData("http://n/x?12345=1", "http://n/x?…=…")]
    [InlineData("http://n/x\u001b[31m\u0007", "http://n/x[31m")]
    [InlineData("http://n/\u009b31m\u202ex\u2028", "http://n/31mx")]
    [InlineData("Application:Cisco/CorporateDirectory", "Application:Cisco/CorporateDirectory")]
    [InlineData("", "")]
    public void Of_Url_HasNoValuesOfItsQuery(string url, string shown) => Assert.Equal(shown, ShownUrl.Of(url));

    [Theory]
    [InlineData("jdoe:s3cr3t@proxy:8080")]
    [InlineData("jdoe:s3cr3t@host/x")]
    [InlineData("jdoe:s3cr3t%40host/x")]
    [InlineData("jdoe:s3cr3t")]
    [InlineData("http:jdoe:s3cr3t@host/x")]
    [InlineData("HTTP:/jdoe:s3cr3t@host/x")]
    [InlineData("http:\\\\jdoe:s3cr3t@host\\x")]
    [InlineData("//jdoe:s3cr3t@host/x")]
    [InlineData("///jdoe:s3cr3t@host/x")]
    [InlineData("ftp://jdoe:s3cr3t@host/x")]
    [InlineData("other://jdoe:s3cr3t@host/x")]
    [InlineData("other://jdoe:s3cr3t")]
    [InlineData("http://jdoe:p@s3cr3t@host/x")]
    [InlineData("http://jdoe:a/s3cr3t@host/x")]
    [InlineData("http://jdoe?:s3cr3t@host/x")]
    [InlineData("http://jdoe#:s3cr3t@host/x")]
    [InlineData("http://jdoe?s3cr3t@host/x")]
    [InlineData("http://jdoe:p@host/s3cr3t@host/x")]
    [InlineData("http://jdoe:s3cr3t @host/x")]
    [InlineData("http://host/x#s3cr3t")]
    [InlineData("http://host/x?a=1#s3cr3t")]
    [InlineData("http://host/x?a=#s3cr3t#")]
    [InlineData("http://host/x?a=#DEVICENAME#s3cr3t#EMCC#")]
    [InlineData("http://host/x?a=b&secret")]
    [InlineData("http://host/x?secret")]
    [InlineData("http://host/x?a=1;pin=s3cr3t")]
    [InlineData("http://host/x;jsessionid=s3cr3t")]
    [InlineData("http://host/x%3Fpin=s3cr3t/y")]
    [InlineData("Application:Cisco/x?pin=s3cr3t")]
    [InlineData("Application:jdoe:s3cr3t@x")]
    public void Of_UrlWithSecret_HidesIt(string url)
    {
        var shown = ShownUrl.Of(url);

        Assert.DoesNotContain("s3cr3t", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("jdoe", shown, StringComparison.Ordinal);
        Assert.Contains("…", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://h/x;jsessionid=s3cr3t", "/x…")]
    [InlineData("http://h/x%20y/z.jsp?a=b", "/x%20y/z.jsp?a=…")]
    [InlineData("http://jdoe:s3cr3t@h/x?name=#DEVICENAME#", "/x?name=#DEVICENAME#")]
    [InlineData("http://jdoe/s3cr3t@h/x", "/…")]
    public void PathAndQuery_OfUrl_HidesWhatOfHides(string url, string shown) => Assert.Equal(shown, ShownUrl.PathAndQuery(new(url)));

    [Fact]
    public void Of_LongUrl_IsCut() => Assert.True(ShownUrl.Of("http://n/" + new string('x', 5000)).Length < 400);
}
