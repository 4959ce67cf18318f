using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed class RequestHeadersTests
{
    [Theory]
    [InlineData("X-Original-URL")]
    [InlineData("X-Rewrite-URL")]
    [InlineData("X-Original-For")]
    [InlineData("X-Original-Host")]
    [InlineData("X-Original-Proto")]
    [InlineData("X-Original-Prefix")]
    [InlineData("X-HTTP-Method")]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-Method-Override")]
    [InlineData("Forwarded")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Whatever")]
    [InlineData("x-forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("X-Client-IP")]
    [InlineData("Client-IP")]
    [InlineData("True-Client-IP")]
    [InlineData("X-Cluster-Client-IP")]
    [InlineData("Translate")]
    [InlineData("Proxy")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Proxy-Connection")]
    [InlineData("X-Content-Length")]
    [InlineData("Upgrade")]
    [InlineData("HTTP2-Settings")]
    [InlineData("TE")]
    [InlineData("Trailer")]
    [InlineData("Keep-Alive")]
    [InlineData("Sec-WebSocket-Key")]
    [InlineData("sec-websocket-version")]
    [InlineData("X_Original_URL")]
    [InlineData("x-original-url")]
    [InlineData("Cookie ")]
    [InlineData("Cookie:")]
    [InlineData("C\u00f6okie")]
    public void RemoveHeadersNotForNodes_HeaderByWhichANodeSeesAnotherRequest_GoesAndNoOther(string name)
    {
        var headers = new HeaderDictionary { ["Cookie"] = "JSESSIONID=1", [name] = "x", ["TRANSLATE"] = "f", ["X-CiscoIPPhoneModelName"] = "CP-8845" };

        RequestHeaders.RemoveHeadersNotForNodes(headers);

        Assert.Equal(["Cookie", "X-CiscoIPPhoneModelName"], headers.Keys.Order());
    }

    [Theory]
    [InlineData("Accept")]
    [InlineData("Content-Type")]
    [InlineData("X-Forward")]
    [InlineData("Sec-Web")]
    [InlineData("Host")]
    public void RemoveHeadersNotForNodes_AnyOther_Stays(string name)
    {
        var headers = new HeaderDictionary { [name] = "x" };

        RequestHeaders.RemoveHeadersNotForNodes(headers);

        Assert.Equal([name], headers.Keys);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("Keep-Alive")]
    [InlineData("Upgrade, HTTP2-Settings")]
    [InlineData("TE")]
    [InlineData(" ,close,, ")]
    [InlineData("")]
    public void Fault_ConnectionSpeaksOfTheConnection_None(string connection) => Assert.Null(RequestHeaders.Fault(With("Connection", connection)));

    [Theory]
    [InlineData("Cookie")]
    [InlineData("close, Content-Length")]
    [InlineData("closed")]
    [InlineData("clos")]
    public void Fault_ConnectionNamesAHeader_IsTold(string connection) => Assert.Equal(RefusalReason.Header, RequestHeaders.Fault(With("Connection", connection)));

    [Fact]
    public void Fault_SecondConnectionHeaderNamesAHeader_IsTold()
    {
        var request = With("Host", "x");
        request.Headers.Connection = new(["close", "Authorization"]);

        Assert.Equal(RefusalReason.Header, RequestHeaders.Fault(request));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public void Fault_TransferEncoding_IsTold(string method) =>
        Assert.Equal(RefusalReason.TransferEncoding, RequestHeaders.Fault(With("Transfer-Encoding", "chunked", method)));

    [Theory]
    [InlineData("GET", "1", true)]
    [InlineData("GET", "0", false)]
    [InlineData("POST", "1", false)]
    public void Fault_Body_IsToldOfAGetAlone(string method, string length, bool isReported) =>
        Assert.Equal(isReported ? RefusalReason.Body : null, RequestHeaders.Fault(With("Content-Length", length, method)));

    private static HttpRequest With(string header, string value, string method = "GET")
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Headers[header] = value;
        return request;
    }
}
