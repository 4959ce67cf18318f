using Microsoft.AspNetCore.Routing;
using PhoneServicesProxy.Routing;

namespace PhoneServicesProxy.Tests.Routing;

public sealed class TimedRegexConstraintTests
{
    [Theory]
    [InlineData("^SEP", "sep0011", true)]
    [InlineData("^SEP", "ATA0011", false)]
    [InlineData("^(a+)+$", "aaaa", true)]
    [InlineData("^(?!SEP)", "ATA", true)]
    [InlineData("^(?!SEP)", "SEP", false)]
    public void Match_Value_IsAsTheFrameworkHasIt(string pattern, string value, bool expected) => Assert.Equal(expected, Matches(pattern, value));

    /// <summary>Each of them would take more than a lifetime; the framework gives up after ten seconds, and fails the press.</summary>
    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(?=a)(a+)+$")]
    [InlineData("^(a+)+\\1$")]
    public void Match_ExpressionThatHasNoEnd_DoesNotMatchAndIsDoneSoon(string pattern)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();

        Assert.False(Matches(pattern, new string('a', 60) + "b"));

        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static bool Matches(string pattern, string value) =>
        ((IRouteConstraint)new TimedRegexConstraint(pattern)).Match(null, null, "name", new() { ["name"] = value }, RouteDirection.IncomingRequest);
}
