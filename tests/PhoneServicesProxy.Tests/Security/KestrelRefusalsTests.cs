using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Fallback.ErrorPages;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed class KestrelRefusalsTests : IDisposable
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricCollector<long> _counted;
    private readonly KestrelRefusals _refusals;

    public KestrelRefusalsTests()
    {
        var current = Secured.By(new());
        var meters = _services.GetRequiredService<IMeterFactory>();
        var pages = new ErrorAnswer(current);
        _counted = new(meters, GatewayMeter.Name, "phone_services.refusals");
        _refusals = new(new(new(meters), pages, policies: null!, current, TimeProvider.System, NullLogger<Refusals>.Instance), new(pages));
    }

    private IEnumerable<object?> Counted => _counted.GetMeasurementSnapshot().Select(measured => measured.Tags["reason"]);

    public void Dispose()
    {
        _counted.Dispose();
        _services.Dispose();
    }

    [Theory]
    [InlineData(405, RefusalReason.Method)]
    [InlineData(408, RefusalReason.TooSlow)]
    [InlineData(411, RefusalReason.LengthRequired)]
    [InlineData(413, RefusalReason.BodyTooLarge)]
    [InlineData(414, RefusalReason.LineTooLong)]
    [InlineData(431, RefusalReason.HeadersTooLarge)]
    [InlineData(505, RefusalReason.HttpVersion)]
    [InlineData(400, RefusalReason.Malformed)]
    [InlineData(null, RefusalReason.Malformed)]
    public void ReasonOf_StatusOfTheServersRefusal_TellsWhy(int? status, object reason) => Assert.Equal(reason, KestrelRefusals.ReasonOf(status));

    [Theory]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel.BadRequest", true)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel.Other", false)]
    public void IsWanted_EventOfTheServer_BadRequestsAlone(string name, bool isWanted) => Assert.Equal(isWanted, KestrelRefusals.IsWanted(name));

    [Theory]
    [InlineData(StatusCodes.Status431RequestHeaderFieldsTooLarge, "headers_too_large")]
    [InlineData(StatusCodes.Status400BadRequest, "malformed")]
    public void OnNext_ServerRefusesARequest_IsCountedAndAnswered(int status, string reason)
    {
        var connection = Refused(new BadHttpRequestException("", status));

        _refusals.OnNext(new(BadRequest, connection.Features));

        Assert.Equal([reason], Counted);
        Assert.Equal($"The gateway refuses this request ({reason}).\n", connection.Page);
        Assert.Equal(status, connection.StatusCode);
    }

    [Fact]
    public void OnNext_ServersFaultHasNoStatus_IsMalformed()
    {
        var connection = Refused(new InvalidDataException());

        _refusals.OnNext(new(BadRequest, connection.Features));

        Assert.Equal(["malformed"], Counted);
        Assert.Equal(StatusCodes.Status400BadRequest, connection.StatusCode);
    }

    [Fact]
    public void OnNext_RequestThatIsRefusedAlready_IsNotCountedAgain()
    {
        var connection = Refused(new BadHttpRequestException("", StatusCodes.Status413PayloadTooLarge));
        connection.Features.Set(new Refusal(RefusalReason.Network));

        _refusals.OnNext(new(BadRequest, connection.Features));

        Assert.Empty(Counted);
        Assert.Null(connection.Page);
    }

    [Fact]
    public void OnNext_OtherEventOrNoFault_IsNothing()
    {
        _refusals.OnNext(new("Microsoft.AspNetCore.Hosting.HttpRequestIn", Refused(new BadHttpRequestException("")).Features));
        _refusals.OnNext(new(BadRequest, new EarlyConnection().Features));
        _refusals.OnNext(new(BadRequest, null));

        Assert.Empty(Counted);
    }

    private static EarlyConnection Refused(Exception error)
    {
        var connection = new EarlyConnection();
        connection.Features.Set<IBadRequestExceptionFeature>(new Fault(error));
        return connection;
    }

    private sealed record Fault(Exception? Error) : IBadRequestExceptionFeature;
}
