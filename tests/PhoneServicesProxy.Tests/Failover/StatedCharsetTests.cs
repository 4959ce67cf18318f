using System.Text;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>What a phone is told of a page's charset and type where the node says nothing.</summary>
public sealed class StatedCharsetTests
{
    private const string Xml = "<CiscoIPPhoneText/>";
    private const string Latin1 = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><CiscoIPPhoneText/>";

    [Theory]
    [InlineData("iso-8859-1", "utf-8", false)]
    [InlineData("utf-8;q=0", "utf-8", false)]
    [InlineData("utf-8; q=0.000, iso-8859-1", "utf-8", false)]
    [InlineData("utf-8;q=0,*", "utf-8", false)] // what is said of the charset itself counts
    [InlineData(",;q=0.8", "utf-8", false)]
    [InlineData("", "utf-8", true)]
    [InlineData("utf-8,;q=0.8", "utf-8", true)]
    [InlineData("utf-8,utf-8;q=0.8", "utf-8", true)]
    [InlineData("iso-8859-1, UTF-8;q=0.05", "utf-8", true)]
    [InlineData("utf-8;q=0.9", "utf-8", true)]
    [InlineData("utf-8;q=0.1", "utf-8", true)]
    [InlineData("utf-8;Q=0", "utf-8", false)]
    [InlineData("utf-8;q=1.0", "utf-8", true)]
    [InlineData("iso-8859-1,*", "utf-8", true)]
    public void Accepts_HeaderOfAPhone_IsReadLeniently(string acceptCharset, string charset, bool expected) =>
        Assert.Equal(expected, StatedCharset.Accepts(acceptCharset, charset));

    [Theory]
    [InlineData("text/xml", Latin1, "", "text/xml; charset=iso-8859-1")]
    [InlineData("Text/XML", Latin1, "", "Text/XML; charset=iso-8859-1")]
    [InlineData("application/xml", Latin1, "", "application/xml; charset=iso-8859-1")]
    [InlineData("text/xml ;x=y", Latin1, "", "text/xml ;x=y; charset=iso-8859-1")]
    [InlineData("text/xml", Latin1, "iso-8859-1;q=0.8", "text/xml; charset=iso-8859-1")]
    [InlineData("text/xml", Latin1, "utf-8", "text/xml")]
    [InlineData("text/xml", Xml, "", "text/xml")] // the page leaves a doubt
    [InlineData("text/xml; Charset=utf-8", Latin1, "", "text/xml; Charset=utf-8")]
    [InlineData("text/html", Latin1, "", "text/html")]
    [InlineData(null, Latin1, "", "text/xml; charset=iso-8859-1")]
    [InlineData("", Xml, "", "text/xml")]
    [InlineData(null, "Grüße", "", "text/plain; charset=utf-8")]
    [InlineData("text/plain", "Grüße", "", "text/plain; charset=utf-8")]
    [InlineData("text/plain; format=flowed", "Grüße", "", "text/plain; format=flowed; charset=utf-8")]
    [InlineData("text/plain", "Grüße", "iso-8859-1", "text/plain")]
    [InlineData("text/plain", "Hello", "", "text/plain")] // all charsets have it
    [InlineData("", "Hello", "", "text/plain")]
    [InlineData("text/plain", "\uFEFFHello", "", "text/plain; charset=utf-8")]
    [InlineData(null, "<html/>", "", null)]
    [InlineData(null, "", "", null)]
    public void Add_HeldPage_StatesWhatThePageLeavesNoDoubtOf(string? type, string page, string accepts, string? expected) =>
        Assert.Equal(expected ?? "", Add(type, Encoding.UTF8.GetBytes(page), accepts) ?? "");

    [Theory]
    [InlineData(230, true)]
    [InlineData(500, false)]
    public void Add_LongPage_IsReadOnlyAtItsBeginning(int blanks, bool isStated)
    {
        var page = Encoding.UTF8.GetBytes("<?xml version=\"1.0\"" + new string(' ', blanks - 30) + " encoding=\"utf-8\"?>" + "<CiscoIPPhoneText>" + new string('x', 9_000) + "</CiscoIPPhoneText>");

        Assert.Equal(isStated ? "text/xml; charset=utf-8" : "text/xml", Add("text/xml", page));
    }

    [Fact]
    public void Add_TextWithAMark_StatesWhatTheMarkSays() =>
        Assert.Equal("text/plain; charset=utf-16", Add("text/plain", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Hello")]));

    [Fact]
    public void Add_TextThatIsNotUtf8_StatesNothing() => Assert.Equal("text/plain", Add("text/plain", [.. "Gr"u8, 0xFC, .. "n"u8]));

    [Fact]
    public void Add_CompressedPage_StatesNothing() => Assert.Equal("text/xml", Add("text/xml", Encoding.UTF8.GetBytes(Latin1), encoding: "gzip"));

    [Fact]
    public void Add_StreamedPage_StatesNothing()
    {
        var context = Context("text/xml", Expectation.PhoneXml);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Latin1));

        StatedCharset.Add(context, content);

        Assert.Equal("text/xml", context.Response.ContentType);
    }

    [Theory]
    [InlineData(Expectation.PhoneXml, "text/plain; charset=utf-8")]
    [InlineData(Expectation.PhonePage, "text/plain; charset=utf-8")]
    [InlineData(Expectation.Any, null)]
    [InlineData(Expectation.PlainText, null)]
    public void Add_AnswerToAuthenticate_PassesAsItIs(object expect, string? type)
    {
        Assert.Equal(type, Add(null, "Grüße"u8.ToArray(), expect: (Expectation)expect));
        Assert.Equal(type is null ? null : "text/xml", Add(null, "<CiscoIPPhoneText/>"u8.ToArray(), expect: (Expectation)expect));
    }

    private static string? Add(string? type, byte[] page, string accepts = "", string? encoding = null, Expectation expect = Expectation.PhoneXml)
    {
        var context = Context(type, expect);
        context.Request.Headers.AcceptCharset = accepts;
        context.Response.Headers.ContentEncoding = encoding;
        using var content = new HeldContent(page);
        StatedCharset.Add(context, content);
        return context.Response.ContentType;
    }

    private static DefaultHttpContext Context(string? type, Expectation expect)
    {
        var context = new DefaultHttpContext();
        context.Response.ContentType = type;
        var options = new FailoverPolicyOptions();
        var policy = new RoutePolicy(options, expect, Polly.ResiliencePipeline<Attempt>.Empty, new(TimeProvider.System)) { Marks = Sessions.Marks.None };
        var cluster = new ClusterState("c");
        context.Features.Set(new Press(context, new RouteModel(new RouteConfig(), cluster, HttpTransformer.Default), cluster, policy, picker: null!));
        return context;
    }
}
