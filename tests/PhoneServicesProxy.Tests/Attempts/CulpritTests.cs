using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Tests.Health;

namespace PhoneServicesProxy.Tests.Attempts;

public sealed class CulpritTests : IAsyncDisposable
{
    private static readonly OperationCanceledException Late = new();
    private static readonly HttpRequestException Lost = new("lost", new IOException("reset"));
    private static readonly HttpRequestException Refused =
        new(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));

    private readonly ProbingFixture _fixture = new();
    private readonly FakeTimeProvider _real = new();
    private readonly ProcessTime _time;
    private readonly GatewayExhaustion _exhaustion;
    private readonly Heartbeat _heartbeat;
    private readonly Culprit _sut;

    public CulpritTests()
    {
        _time = new(_real);
        _exhaustion = new(new ExhaustionMetrics(_fixture.Meters), _time, NullLogger<GatewayExhaustion>.Instance);
        _heartbeat = new(_time, _exhaustion) { Queue = work => work.Execute() };
        _sut = new(_exhaustion, _heartbeat, _time);
        _real.Advance(TimeSpan.FromDays(1));
        _heartbeat.Beat();
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public void FailureOf_ProcessStoodStill_ExcusesWhatTookTooLongAndNothingElse()
    {
        var started = _sut.Now;
        _real.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(AttemptFailure.GatewayExhausted, _sut.FailureOf(Late, started));
        Assert.Equal(AttemptFailure.GatewayExhausted, _sut.FailureOf(Lost, started));
        Assert.Equal(AttemptFailure.GatewayExhausted, _sut.FailureOf(AttemptFailure.ConnectTimeout, started));
        Assert.Equal(AttemptFailure.ConnectFailed, _sut.FailureOf(Refused, started));

        // What begins right after it has to wait for what piled up.
        Beat(5);
        Assert.Equal(AttemptFailure.GatewayExhausted, _sut.FailureOf(Late, _sut.Now));
        Beat(10);
        Assert.Equal(AttemptFailure.AnswerTimeout, _sut.FailureOf(Late, _sut.Now));
    }

    [Fact]
    public void FailureOf_WorkWaitsForAThread_ExcusesWhatTookTooLong()
    {
        var started = _sut.Now;
        Beat(10);
        Assert.Equal(AttemptFailure.AnswerTimeout, _sut.FailureOf(Late, started));

        _heartbeat.Queue = _ => { };
        Beat(10);

        Assert.Equal(AttemptFailure.GatewayExhausted, _sut.FailureOf(Late, started));
        Assert.True(_exhaustion.LackedSince(ExhaustedResource.Threads, started));
        Assert.False(_exhaustion.LackedSince(ExhaustedResource.Stalled, started));
    }

    [Fact]
    public void FailureOf_NameOrCertificateWhileFilesCannotBeOpened_IsTheGateways()
    {
        HttpRequestException[] errors =
        [
            new(HttpRequestError.NameResolutionError, "no name", new SocketException((int)SocketError.HostNotFound)),
            new(HttpRequestError.SecureConnectionError, "no trust", new AuthenticationException("no trust")),
        ];
        Assert.All(errors, error => Assert.Equal(AttemptFailure.ConnectFailed, _sut.FailureOf(error, _sut.Now)));

        _exhaustion.Note(ExhaustedResource.Descriptors);

        Assert.All(errors, error => Assert.Equal(AttemptFailure.GatewayExhausted, _sut.FailureOf(error, _sut.Now)));
    }

    [Fact]
    public void FailureOf_RefusedConnectionWhileFilesCannotBeOpened_IsTheNodes()
    {
        _exhaustion.Note(ExhaustedResource.Descriptors);

        Assert.Equal(AttemptFailure.ConnectFailed, _sut.FailureOf(Refused, _sut.Now));
        Assert.Equal(AttemptFailure.ConnectFailed, _sut.FailureOf(new HttpRequestException(HttpRequestError.NameResolutionError, "no name"), _sut.Now));
    }

    [Theory]
    [InlineData(SocketError.TryAgain)]
    [InlineData(SocketError.NoData)]
    [InlineData(SocketError.NoRecovery)]
    public void FailureOf_AnyAnswerOfNameServersWhileFilesCannotBeOpened_IsTheGateways(SocketError said)
    {
        _exhaustion.Note(ExhaustedResource.Descriptors);

        Assert.Equal(AttemptFailure.GatewayExhausted, _sut.FailureOf(new HttpRequestException(HttpRequestError.NameResolutionError, "x", new IOException("y", new SocketException((int)said))), _sut.Now));
    }

    [Fact]
    public void FailureOf_NoDescriptorForTheConnection_IsTheGatewaysAndKnown()
    {
        var started = _sut.Now;
        var error = new HttpRequestException(HttpRequestError.ConnectionError, "none left", new SocketException((int)SocketError.TooManyOpenSockets));

        Assert.Equal(AttemptFailure.GatewayExhausted, _sut.FailureOf(error, started));
        Assert.True(_exhaustion.LackedSince(ExhaustedResource.Descriptors, started));
    }

    private void Beat(int times)
    {
        for (var beat = 0; beat < times; beat++)
        {
            _real.Advance(ProcessTime.Period);
            _heartbeat.Beat();
        }
    }
}
