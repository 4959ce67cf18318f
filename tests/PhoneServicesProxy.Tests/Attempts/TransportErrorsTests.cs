using System.Net.Sockets;
using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Tests.Attempts;

public sealed class TransportErrorsTests
{
    [Theory]
    [InlineData("ConnectTimeout", AttemptFailure.ConnectTimeout)]
    [InlineData("Cancelled", AttemptFailure.AnswerTimeout)]
    [InlineData("Other", AttemptFailure.ConnectionLost)]
    [InlineData("Descriptors", AttemptFailure.GatewayExhausted)]
    public void Classify_NoErrorOfHttp_IsToldByItsKind(string kind, object failure)
    {
        Exception error = kind switch
        {
            "ConnectTimeout" => new TaskCanceledException("late", new TimeoutException()),
            "Cancelled" => new OperationCanceledException(),
            "Descriptors" => new HttpRequestException(HttpRequestError.ConnectionError, "none left", new SocketException((int)SocketError.TooManyOpenSockets)),
            _ => new IOException("reset"),
        };

        Assert.Equal(failure, TransportErrors.Classify(error));
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, AttemptFailure.ConnectFailed)]
    [InlineData(HttpRequestError.NameResolutionError, AttemptFailure.ConnectFailed)]
    [InlineData(HttpRequestError.SecureConnectionError, AttemptFailure.ConnectFailed)]
    [InlineData(HttpRequestError.InvalidResponse, AttemptFailure.BadProtocol)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, AttemptFailure.BadProtocol)]
    [InlineData(HttpRequestError.HttpProtocolError, AttemptFailure.BadProtocol)]
    [InlineData(HttpRequestError.VersionNegotiationError, AttemptFailure.BadProtocol)]
    [InlineData(HttpRequestError.ResponseEnded, AttemptFailure.ConnectionLost)]
    [InlineData(HttpRequestError.Unknown, AttemptFailure.ConnectionLost)]
    public void Classify_ErrorOfHttp_IsToldByWhatHttpSays(HttpRequestError error, object failure) =>
        Assert.Equal(failure, TransportErrors.Classify(new HttpRequestException(error)));

    [Fact]
    public void Classify_CauseDeepInside_IsFound()
    {
        var late = new IOException("x", new TimeoutException());
        var stale = new IOException("x", new StaleConnectionException());

        Assert.Equal(AttemptFailure.ConnectTimeout, TransportErrors.Classify(new HttpRequestException(HttpRequestError.ConnectionError, "x", late)));
        Assert.Equal(AttemptFailure.ConnectionLost, TransportErrors.Classify(new HttpRequestException(HttpRequestError.ResponseEnded, "x", late)));
        Assert.Equal(AttemptFailure.StaleConnection, TransportErrors.Classify(new HttpRequestException(HttpRequestError.ResponseEnded, "x", stale)));
    }

    [Theory]
    [InlineData(AttemptFailure.ConnectFailed, true)]
    [InlineData(AttemptFailure.ConnectTimeout, true)]
    [InlineData(AttemptFailure.AnswerTimeout, false)]
    [InlineData(AttemptFailure.ConnectionLost, false)]
    [InlineData(AttemptFailure.GatewayExhausted, false)]
    public void NothingSent_WhatFailedWhileConnecting_IsTrue(object failure, bool nothing) => Assert.Equal(nothing, TransportErrors.NothingSent((AttemptFailure)failure));

    [Fact]
    public void NothingSent_NoDescriptorForTheConnection_IsTrue() => Assert.True(TransportErrors.NothingSent(
        new HttpRequestException(HttpRequestError.ConnectionError, "none left", new SocketException((int)SocketError.TooManyOpenSockets))));

    [Fact]
    public void NothingSent_ConnectionWasLost_IsFalse() => Assert.False(TransportErrors.NothingSent(new HttpRequestException(HttpRequestError.ResponseEnded)));
}
