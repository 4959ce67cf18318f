using System.Net.Sockets;
using System.Security.Authentication;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Tests.Exhaustion;

public sealed class ExhaustionErrorsTests
{
    public static TheoryData<Exception, int> OfTheGateway => new()
    {
        { new SocketException((int)SocketError.TooManyOpenSockets), (int)ExhaustedResource.Descriptors },
        { new SocketException((int)SocketError.NoBufferSpaceAvailable), (int)ExhaustedResource.Memory },
        { new SocketException((int)SocketError.AddressNotAvailable), (int)ExhaustedResource.Ports },
        { new SocketException(NoMemory), (int)ExhaustedResource.Memory },
        { new IOException("Too many open files", TooManyFiles), (int)ExhaustedResource.Descriptors },
        { new IOException("Too many open files in system", TooManyFilesOfTheMachine), (int)ExhaustedResource.Descriptors },
        { new IOException("Cannot allocate memory", NoMemory), (int)ExhaustedResource.Memory },
        { new FileNotFoundException(null, "Polly.Core, Version=8.0.0.0, Culture=neutral"), (int)ExhaustedResource.Descriptors },
        { new FileLoadException(null, "Polly.Core, Version=8.0.0.0, Culture=neutral"), (int)ExhaustedResource.Descriptors },
        { new InsufficientMemoryException(), (int)ExhaustedResource.Memory },
    };

    public static TheoryData<Exception> OfOthers =>
    [
        new SocketException((int)SocketError.ConnectionRefused), new SocketException((int)SocketError.ConnectionReset), new SocketException((int)SocketError.TimedOut),
        new SocketException((int)SocketError.HostUnreachable), new IOException("The node closed the connection before its answer."),
        new FileNotFoundException(null, "/etc/gateway.pem"), new OperationCanceledException(), new AuthenticationException("untrusted"),
    ];

    private const int NoMemory = 12;
    private const int TooManyFilesOfTheMachine = 23;
    private const int TooManyFiles = 24;

    [Theory]
    [MemberData(nameof(OfTheGateway))]
    public void Of_WhatTheGatewayLacks_IsThatHoweverDeepItLies(Exception error, int resource)
    {
        Assert.Equal((ExhaustedResource)resource, ExhaustionErrors.Of(error));
        var wrapped = new HttpRequestException(HttpRequestError.ConnectionError, "failed", new IOException("failed", error));
        Assert.Equal((ExhaustedResource)resource, ExhaustionErrors.Of(wrapped));
        Assert.Equal(AttemptFailure.GatewayExhausted, TransportErrors.Classify(wrapped));
        Assert.True(TransportErrors.NothingSent(wrapped));
    }

    [Theory]
    [MemberData(nameof(OfOthers))]
    public void Of_WhatMayBeTheNodes_IsNothing(Exception error)
    {
        Assert.Null(ExhaustionErrors.Of(error));
        Assert.NotEqual(AttemptFailure.GatewayExhausted, TransportErrors.Classify(new HttpRequestException("failed", error)));
    }
}
