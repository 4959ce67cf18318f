using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed class EarlyRefusalAnswerTests
{
    private const string Refused = "This is refused.";
    private const string Late = "No answer came.";
    private static readonly (string Name, string Value) Phone = ("x-CiscoIPPhoneModelName", "CP-8845");

    private readonly EarlyRefusalAnswer _answer = new(new(new CurrentConfiguration(
        new(null!, FeatureOptions.Of(new PhoneServicesOptions { Texts = new() { ["en"] = new() { Refused = Refused, NoAnswer = Late } } }), [], []),
        framework: null!, yarp: null!, applied: null!, orders: clusters => clusters)));

    [Fact]
    public void Write_PhonesRequest_PageThatEveryPhoneShowsAndNoneKeeps()
    {
        var connection = new EarlyConnection("GET", Phone);

        _answer.Write(connection.Features, RefusalReason.HeadersTooLarge, StatusCodes.Status431RequestHeaderFieldsTooLarge);

        var page = connection.Page!;
        Assert.Equal(StatusCodes.Status200OK, connection.StatusCode);
        Assert.Contains(Refused, page, StringComparison.Ordinal);
        Assert.StartsWith("text/xml; charset=", connection.Headers.ContentType.ToString(), StringComparison.Ordinal);
        Assert.NotEqual("text/xml; charset=", connection.Headers.ContentType.ToString());
        Assert.Equal(Encoding.UTF8.GetByteCount(page), connection.Headers.ContentLength);
        Assert.Equal(PhoneAnswer.ExpiredDate, connection.Headers.Expires);
        Assert.Equal("close", connection.Headers.Connection);
    }

    [Fact]
    public void Write_PhonesRequestThatCameTooSlowly_PageSaysThatNoAnswerCame()
    {
        var connection = new EarlyConnection("GET", Phone);

        _answer.Write(connection.Features, RefusalReason.TooSlow, StatusCodes.Status408RequestTimeout);

        Assert.Contains(Late, connection.Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnyOtherClient_StatusAndReason()
    {
        var connection = new EarlyConnection();

        _answer.Write(connection.Features, RefusalReason.HeadersTooLarge, StatusCodes.Status431RequestHeaderFieldsTooLarge);

        var text = connection.Page!;
        Assert.Equal(StatusCodes.Status431RequestHeaderFieldsTooLarge, connection.StatusCode);
        Assert.Equal("The gateway refuses this request (headers_too_large).\n", text);
        Assert.Equal("text/plain; charset=utf-8", connection.Headers.ContentType);
        Assert.Equal(text.Length, connection.Headers.ContentLength);
        Assert.Equal("close", connection.Headers.Connection);
        Assert.False(connection.Headers.ContainsKey("Expires"));
    }

    [Fact]
    public void Write_HeadRequest_HeadersAlone()
    {
        var connection = new EarlyConnection("HEAD");

        _answer.Write(connection.Features, RefusalReason.Malformed, StatusCodes.Status400BadRequest);

        Assert.Equal("", connection.Page);
        Assert.True(connection.Headers.ContentLength > 0);
    }

    [Fact]
    public void Write_OtherVersionOfHttp_IsLeftToTheServer()
    {
        var connection = new EarlyConnection();

        _answer.Write(connection.Features, RefusalReason.HttpVersion, StatusCodes.Status505HttpVersionNotsupported);

        Assert.Null(connection.Page);
    }

    [Fact]
    public void Write_AnswerHasStarted_NothingIsAdded()
    {
        var connection = new EarlyConnection { HasStarted = true };

        _answer.Write(connection.Features, RefusalReason.BodyTooLarge, StatusCodes.Status413PayloadTooLarge);

        Assert.Null(connection.Page);
    }

    [Fact]
    public void Write_NoConnectionToWriteTo_NothingIsAnswered()
    {
        var connection = new EarlyConnection();
        connection.Features.Set<IConnectionTransportFeature>(null);

        _answer.Write(connection.Features, RefusalReason.BodyTooLarge, StatusCodes.Status413PayloadTooLarge);

        Assert.Null(connection.Page);
        Assert.False(connection.HasStarted);
        Assert.Null(connection.Features.Get<IHttpResponseFeature>()!.Headers.ContentLength);
    }
}
