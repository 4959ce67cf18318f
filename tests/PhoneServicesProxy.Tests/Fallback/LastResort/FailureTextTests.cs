using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Fallback.LastResort;

namespace PhoneServicesProxy.Tests.Fallback.LastResort;

public sealed class FailureTextTests
{
    [Fact]
    public void Of_MessageWithoutTheRequest_IsWhole() =>
        Assert.Contains("matched multiple endpoints", FailureText.Of(new InvalidOperationException("matched multiple endpoints"), With("?pin=12345")), StringComparison.Ordinal);

    [Theory]
    [InlineData("?userid=mmueller&pin=12345", "12345")]
    [InlineData("?userid=mmueller&pin=12345", "MMueller")]
    [InlineData("?pin=1%3A2%3A3", "1:2:3")]
    [InlineData("?pin=1%3A2%3A3", "1%3A2%3A3")]
    [InlineData("?98765", "98765")]
    public void Of_MessageThatRepeatsAValue_LeavesMessagesOut(string query, string repeated)
    {
        var error = new AggregateException("several", new FormatException("fine", new ArgumentException($"cannot be {repeated}")));

        var text = FailureText.Of(error, With(query));

        Assert.DoesNotContain(repeated, text, StringComparison.Ordinal);
        Assert.Contains("System.ArgumentException: (not shown", text, StringComparison.Ordinal);
    }

    private static DefaultHttpContext With(string query) => new() { Request = { QueryString = new(query) } };
}
