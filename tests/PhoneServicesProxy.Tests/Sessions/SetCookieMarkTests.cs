using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Tests.Sessions;

public sealed class SetCookieMarkTests
{
    private const string Mark = ".x7abcde";
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("JSESSIONID=660646D3655BB007|; Path=/ccmcip/; Secure; HttpOnly")]
    [InlineData("JSESSIONID=660646D3655BB007.node1|")]
    [InlineData("JSESSIONID=\"660646D3655BB007|\"; Version=1; Path=\"/ccmcip\"")]
    [InlineData("JSESSIONID = 660646D3655BB007| ;path=/")]
    [InlineData("ASPSESSIONIDQQDQSBSQ=GMCFNOAAHHPBBOHLABNHCDAF|; path=/")]
    [InlineData("JSESSIONID=1|; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:10 GMT")] // Max-Age counts
    [InlineData("JSESSIONID=1|; Expires=Sun, 29 Nov 2026 13:00:00 GMT")]
    [InlineData("JSESSIONID=1|; Expires=soon; Max-Age=x")]
    public void AddTo_Session_MarkBehindTheId(string cookie) => Assert.Equal(
        cookie.Replace("|", Mark, StringComparison.Ordinal), SetCookieMark.AddTo(cookie.Replace("|", "", StringComparison.Ordinal), Mark, Now));

    [Theory]
    [InlineData("")]
    [InlineData("lang=en; x=JSESSIONID=1")]
    [InlineData("JSESSIONID=; Path=/")]
    [InlineData("JSESSIONID=\"\"; Path=/")]
    [InlineData("JSESSIONID=1; Path=/; Max-Age=0")]
    [InlineData("JSESSIONID=1; Max-Age=-1")]
    [InlineData("JSESSIONID=deleted; Expires=Thu, 01-Jan-1970 00:00:10 GMT; Path=/")]
    [InlineData("JSESSIONID=1; expires = \"Thu, 01 Jan 1970 00:00:00 GMT\"")]
    public void AddTo_NoneOrDeleted_SameString(string cookie) => Assert.Same(cookie, SetCookieMark.AddTo(cookie, Mark, Now));

    [Theory]
    [InlineData(255 - 8, true)]
    [InlineData(255 - 7, false)]
    public void AddTo_AtWhatAPhoneKeeps_NoMarkRatherThanNoCookie(int length, bool fits)
    {
        var pair = "JSESSIONID=" + new string('A', length - "JSESSIONID=".Length);

        Assert.Equal(pair + (fits ? Mark : "") + "; Path=/", SetCookieMark.AddTo(pair + "; Path=/", Mark, Now));
    }
}
