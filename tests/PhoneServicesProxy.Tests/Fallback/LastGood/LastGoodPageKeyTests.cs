using System.Net;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Fallback.LastGood;
using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Tests.Fallback.LastGood;

public sealed class LastGoodPageKeyTests
{
    public static TheoryData<string> Differences => ["route", "path", "query", "device", "language", "charset", "model", "no language", "part"];

    public static TheoryData<string> Exclusions => ["credential", "authorization", "post", "changes", "route", "no phone", "no name", "empty name", "long"];

    [Theory]
    [MemberData(nameof(Differences))]
    public void Of_OtherRequest_IsOtherKey(string difference)
    {
        var press = new PressOfPhone();
        var request = press.Request;
        switch (difference)
        {
            case "route": press.Route = "other"; break;
            case "path": request.Path = "/CCMCIP/getservicesmenu.jsp"; break;
            case "query": request.QueryString = new("?name=SEP001122334455&locale=German_Germany"); break;
            case "device": request.QueryString = new("?name=SEP001122334456"); break;
            case "language": request.Headers.AcceptLanguage = "de_DE"; break;
            case "no language": request.Headers.Remove("Accept-Language"); break;
            case "charset": request.Headers.AcceptCharset = "iso-8859-1"; break;
            case "model": request.Headers["x-CiscoIPPhoneModelName"] = "CP-7962G"; break;
            case "part":
                // The same characters, divided otherwise.
                request.Headers.AcceptLanguage = "";
                request.Headers.AcceptCharset = "en_USutf-8,;q=0.8";
                break;
        }

        Assert.NotNull(Key(press));
        Assert.NotEqual(Key(new()), Key(press));
    }

    [Fact]
    public void Of_SameRequestFromElsewhere_IsSameKey()
    {
        // Named: another address after a move, another name of the gateway, a session of another node.
        var press = new PressOfPhone();
        press.Context.Connection.RemoteIpAddress = IPAddress.Parse("10.2.0.99");
        press.Request.Host = new("standby:8080");
        press.Request.Headers.Cookie = "JSESSIONID=1";

        Assert.Equal(Key(new()), Key(press));
    }

    [Theory]
    [MemberData(nameof(Exclusions))]
    public void Of_RequestThatIsNotKept_IsNull(string reason)
    {
        var press = new PressOfPhone();
        var request = press.Request;
        switch (reason)
        {
            case "credential": request.QueryString = new("?name=SEP001122334455&seq=12345"); break;
            case "authorization": request.Headers.Authorization = "Basic eA=="; break;
            case "post": request.Method = HttpMethods.Post; break;
            case "changes": press.Replay = Replay.OnlyIfNotSent; break;
            case "route": press.Scope = LastGoodScope.Never; break;
            case "no name": request.QueryString = new("?locale=English_United_States"); break;
            case "empty name": request.QueryString = new("?name="); break;
            case "long": request.QueryString = new("?name=" + new string('x', 2048)); break;
            case "no phone":
                request.Headers.Accept = "text/html";
                request.Headers.Remove("x-CiscoIPPhoneModelName");
                break;
        }

        Assert.Null(Key(press));
    }

    [Fact]
    public void Of_NamelessByAddress_DiffersByAddressOnly()
    {
        Assert.NotNull(Nameless("10.2.0.1"));
        Assert.Equal(Nameless("10.2.0.1"), Nameless("10.2.0.1"));
        Assert.Equal(Nameless("10.2.0.1"), Nameless("::ffff:10.2.0.1"));
        Assert.NotEqual(Nameless("10.2.0.1"), Nameless("10.2.0.2"));
        Assert.Null(Nameless(null));
    }

    private static string? Nameless(string? address)
    {
        var press = new PressOfPhone { Scope = LastGoodScope.ByNameOrAddress };
        press.Request.QueryString = default;
        press.Context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        return Key(press);
    }

    private static string? Key(PressOfPhone press) => LastGoodPageKey.Of(press.Context, press.Unanswered());
}
