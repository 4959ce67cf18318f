using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class UnwrittenRequestTests
{
    public static TheoryData<Exception, bool> Errors => new()
    {
        { new HttpRequestException("Request headers must contain only ASCII characters."), true },
        { new HttpRequestException("x", new IOException()), false },
        { new HttpRequestException(HttpRequestError.ResponseEnded), false },
        { new FormatException(), true },
        { new ArgumentException("x"), true },
        { new NotSupportedException(), true },
        { new IOException(), false },
        { new OperationCanceledException(), false },
        { new InvalidOperationException(), false },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void IsProvenBy_ErrorOfTheClient_OnlyIfNothingCanHaveBeenSent(Exception error, bool isProven) => Assert.Equal(isProven, UnwrittenRequest.IsProvenBy(error));
}
