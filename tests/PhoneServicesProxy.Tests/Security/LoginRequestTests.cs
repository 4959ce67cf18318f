using System.Text;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed class LoginRequestTests
{
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData(Form)]
    [InlineData("APPLICATION/X-WWW-FORM-URLENCODED; CHARSET=UTF-8")]
    [InlineData(Form + ";charset=\"iso-8859-1\"")]
    [InlineData(Form + " ; charset=ISO-8859-1 ;")]
    [InlineData(Form + "; charset=us-ascii")]
    [InlineData(null)]
    public void Read_FormThatIsRead_FindsUserAndDevice(string? contentType)
    {
        var login = Read("", "device=SEP1&%75ser%69d=user1&seq=1\r\n", contentType).Login!;

        Assert.Equal(("SEP1", "user1"), (login.Device, login.User));
        Assert.True(login.ProvesPin);
    }

    [Theory]
    [InlineData(Form + ";charset=ibm037")]
    [InlineData(Form + "; charset=\"UTF-16\"")]
    [InlineData(Form + "; CHARSET=utf-7")]
    [InlineData(Form + "; charset=utf-8; charset=ibm037")]
    [InlineData(Form + "; x=y; charset=ibm037")]
    [InlineData(Form + "; xcharset=ibm037")]
    [InlineData(Form + "; charset=utf-8ibm037")]
    [InlineData(Form + "; charset='ibm037'")]
    [InlineData(Form + "; charset=\"utf-8")]
    [InlineData(Form + "; charset=")]
    [InlineData(Form + "; charset*=utf-8''ibm037")]
    [InlineData(Form + ", application/x-www-form-urlencoded;charset=ibm037")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData("text/xml; charset=utf-8")]
    [InlineData("x")]
    public void Read_ContentThatIsNotRead_IsRefused(string contentType) =>
        Assert.Equal(RefusalReason.ContentType, Read("?device=SEP1", "userid=user1&seq=1", contentType).Fault);

    [Fact]
    public void Read_PackedForm_IsRefused() => Assert.Equal(RefusalReason.ContentType, Read("", "userid=user1", Form, encoding: "gzip").Fault);

    /// <summary>A container may be told to read the query in the charset of the body that is not there.</summary>
    [Theory]
    [InlineData("text/xml;charset=ibm037", false)]
    [InlineData(Form + ";charset=ibm037", false)]
    [InlineData("text/xml", true)]
    [InlineData(Form + ";charset=utf-8", true)]
    [InlineData(null, true)]
    public void Read_QueryAlone_IsReadInASCIIToo(string? contentType, bool isRead) =>
        Assert.Equal(isRead, Read("?userid=user1&seq=1", null, contentType).Login is not null);

    [Fact]
    public void Read_EmptyBody_CountsAsNone() => Assert.Equal("user1", Read("?userid=user1&seq=1", "", "text/xml").Login?.User);

    [Theory]
    [InlineData("?userid=user1&userid=user2")]
    [InlineData("?userid=user1&USERID=user1")]
    [InlineData("?userid=user1;userid=user2")]
    [InlineData("?userid[]=user1")]
    [InlineData("?%20userid=user1")]
    [InlineData("?userid%00=user1")]
    [InlineData("?%u0075serid=user1")]
    [InlineData("?%2575serid=user1")]
    [InlineData("?%C1%B5serid=user1")]
    [InlineData("?%EF%BB%BFuserid=user1")]
    [InlineData("?%EF%BD%95serid=user1")]
    [InlineData("?userid=%2575ser1")]
    [InlineData("?userid=%u0075ser1")]
    [InlineData("?userid=%C1%B5ser1")]
    [InlineData("?userid=%E0%81%B5ser1")]
    [InlineData("?userid=user1%00")]
    public void Read_QueryOrFormThatIsReadInTwoWays_IsRefused(string query)
    {
        Assert.Equal(RefusalReason.Query, Read(query, null, null).Fault);
        Assert.Equal(RefusalReason.Query, Read("", query[1..], Form).Fault);
    }

    [Fact]
    public void Read_OneUserInTheQueryAndOneInTheForm_IsRefused() =>
        Assert.Equal(RefusalReason.Query, Read("?userid=user1", "userid=user2", Form).Fault);

    [Fact]
    public void Read_BytesOfAnotherCharset_AreNoPlainNames()
    {
        Assert.Equal(RefusalReason.Query, ReadBytes("", Encoding.Unicode.GetBytes("userid=user1&seq=1"), Form).Fault);
        Assert.Equal(RefusalReason.Query, ReadBytes("", [0xEF, 0xBB, 0xBF, .. "userid=user1&seq=1"u8], Form).Fault);
    }

    [Theory]
    [InlineData("?userid=m%C3%BCller", "?userid=m%FCller")]
    [InlineData("?userid=a+b", "?userid=a%20b")]
    [InlineData("?userid=user1", "?x=1;userid=user1")]
    [InlineData("?userid=user1", "?userid=&userid=user1")]
    public void Read_TheSameUserInOtherBytes_IsTheSame(string one, string other) =>
        Assert.Equal(Read(one, null, null).Login!.User, Read(other, null, null).Login!.User);

    [Theory]
    [InlineData("?device=SEP1&userid=user1&seq=1", true, true)]
    [InlineData("?device=SEP1&userid=user1", true, false)]
    [InlineData("?device=SEP1&seq=1", true, false)]
    [InlineData("?device=SEP1&userid=user1&seq=1&doLogout=true", true, false)]
    [InlineData("?device=SEP1&doLogout=true", false, false)]
    [InlineData("?device=&userid=%20&seq=", false, false)]
    public void Read_WhatItAsksFor_IsALoginOrNone(string query, bool isLogin, bool provesPin)
    {
        var login = Read(query, null, null).Login!;

        Assert.Equal((isLogin, provesPin), (login.IsLogin, login.ProvesPin));
    }

    [Theory]
    [InlineData("?EMCC=true", true)]
    [InlineData("?emcc=TRUE", true)]
    [InlineData("?EMCC=false", false)]
    [InlineData("?EMCC=", false)]
    [InlineData("", false)]
    public void IsEmcc_InQueryOrForm_IsSoWhereTheRequestSaysTrue(string query, bool isEmcc)
    {
        Assert.Equal(isEmcc, Read(query, null, null).Login!.IsEmcc);
        Assert.Equal(isEmcc, Read("", query.TrimStart('?'), Form).Login!.IsEmcc);
    }

    private static (LoginRequest? Login, RefusalReason? Fault) Read(string query, string? form, string? contentType, string? encoding = null) =>
        ReadBytes(query, form is null ? null : Encoding.Latin1.GetBytes(form), contentType, encoding);

    private static (LoginRequest? Login, RefusalReason? Fault) ReadBytes(string query, byte[]? form, string? contentType, string? encoding = null)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new(query);
        request.ContentType = contentType;
        if (encoding is not null)
        {
            request.Headers.ContentEncoding = encoding;
        }

        return LoginRequest.Read(request, form);
    }
}
