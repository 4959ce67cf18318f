using System.Net.Sockets;
using System.Security.Authentication;
using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Tests.Attempts;

public sealed class NodeFailureTextTests
{
    private static readonly Uri Node = new("http://10.1.1.1:8080/ccmcip/idle.jsp?device=SEP1");

    public static TheoryData<Exception, string> Failures => new()
    {
        { Of(HttpRequestError.ConnectionError, new SocketException((int)SocketError.ConnectionRefused)), "connection refused (10.1.1.1:8080)" },
        { Of(HttpRequestError.ConnectionError, new SocketException((int)SocketError.HostUnreachable)), "no route to it (10.1.1.1:8080)" },
        { Of(HttpRequestError.NameResolutionError, new SocketException((int)SocketError.HostNotFound)), "its name is not known (10.1.1.1:8080)" },
        { Of(HttpRequestError.ConnectionError, new SocketException((int)SocketError.Fault)), "no connection (10.1.1.1:8080)" },
        { Of(HttpRequestError.SecureConnectionError, new AuthenticationException("No TLS with a: its answer is not TLS")), "No TLS with a: its answer is not TLS" },
        { Of(HttpRequestError.ConnectionError, new SocketException((int)SocketError.ConnectionReset)), "connection reset (10.1.1.1:8080)" },
        { Of(HttpRequestError.NameResolutionError, new SocketException((int)SocketError.NoData)), "its name is not known (10.1.1.1:8080)" },
        { Of(HttpRequestError.NameResolutionError, new SocketException((int)SocketError.TryAgain)), "no name server tells its address (10.1.1.1:8080)" },
        { Of(HttpRequestError.ConnectionError, new SocketException((int)SocketError.NetworkUnreachable)), "no route to it (10.1.1.1:8080)" },
        { Of(HttpRequestError.ConnectionError, new SocketException((int)SocketError.TimedOut)), "no connection in time (10.1.1.1:8080)" },
        { Of(HttpRequestError.ConnectionError, new SocketException((int)SocketError.AccessDenied)), "a firewall of this machine forbids it (10.1.1.1:8080)" },
        { Of(HttpRequestError.ResponseEnded, new SocketException((int)SocketError.ConnectionAborted)), "a connection that ends before the whole page" },
        { Of(HttpRequestError.HttpProtocolError, null), "a fault in its HTTP/2" },
        { new OperationCanceledException(), "no whole page in time" },
        { Of(HttpRequestError.ConnectionError, new SocketException((int)SocketError.AddressNotAvailable)), "the gateway itself had no port left" },
        { new InsufficientMemoryException(), "the gateway itself had no memory left" },
        { Of(HttpRequestError.ConnectionError, new NoConnectionException(TimeSpan.FromMilliseconds(300))), "no connection within 300 ms" },
        { Of(HttpRequestError.ConnectionError, new TimeoutException("A task timed out")), "no connection in time" },
        { Of(HttpRequestError.ResponseEnded, new IOException("The response ended prematurely.")), "a connection that ends before the whole page" },
        { new IOException("Unable to read", new SocketException((int)SocketError.ConnectionReset)), "a connection that it resets before the whole page" },
        { Of(HttpRequestError.Unknown, new StaleConnectionException(new IOException())), "a kept connection that it had closed" },
        { Of(HttpRequestError.InvalidResponse, null), "something that is not HTTP" },
        { Of(HttpRequestError.ConfigurationLimitExceeded, null), "headers that are too long" },
        { Of(HttpRequestError.VersionNegotiationError, null), "another version of HTTP than the one that HttpRequest asks for" },
        { Of(HttpRequestError.ConnectionError, new SocketException((int)SocketError.TooManyOpenSockets)), "the gateway itself had too many files open" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Of_FailureOfAProbe_SaysWhatTheNodeDid(Exception error, string words) => Assert.Equal(words, NodeFailureText.Of(TransportErrors.Classify(error), error, Node));

    [Fact]
    public void Of_FailureThatIsNoneOfTheConnection_HasOnlyGeneralWords()
    {
        Assert.Null(NodeFailureText.Of(AttemptFailure.BadPage));
        Assert.Equal("no answer", NodeFailureText.Of(AttemptFailure.BadPage, new IOException(), Node));
    }

    [Fact]
    public void Of_NoConnectionToAnUnknownAddress_NamesNone() => Assert.Equal(
        "connection refused", NodeFailureText.Of(AttemptFailure.ConnectFailed, Of(HttpRequestError.ConnectionError, new SocketException((int)SocketError.ConnectionRefused)), null));

    [Fact]
    public void Of_TheProcessStoodStill_IsNotTheNodesFault() => Assert.Equal("the gateway itself was held up", NodeFailureText.Of(AttemptFailure.GatewayExhausted, new OperationCanceledException(), Node));

    [Theory]
    [InlineData("error:0A00010B:SSL routines::wrong version number", "wrong version number")]
    [InlineData("Cannot determine the frame size or a corrupted frame was received.", "its answer is not TLS")]
    [InlineData("::self-signed certificate.", "self-signed certificate")]
    [InlineData("The remote certificate is invalid.", "The remote certificate is invalid")]
    public void OfHandshake_NoTls_SaysWhy(string said, string words) => Assert.Equal(words, NodeFailureText.OfHandshake(new AuthenticationException("see inner exception", new InvalidOperationException(said))));

    [Fact]
    public void OfHandshake_ConnectionEnds_SaysSo() =>
        Assert.Equal("it ends the connection in the middle of the handshake", NodeFailureText.OfHandshake(new IOException("Received an unexpected EOF or 0 bytes from the transport stream.")));

    [Fact]
    public void OfHandshake_ConnectionIsReset_SaysSo() =>
        Assert.Equal("it ends the connection in the middle of the handshake", NodeFailureText.OfHandshake(new AuthenticationException("x", new SocketException((int)SocketError.ConnectionReset))));

    private static HttpRequestException Of(HttpRequestError kind, Exception? inner) => new(kind, "An error occurred while sending the request.", inner);
}
