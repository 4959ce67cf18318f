using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using PhoneServicesProxy.Security;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Security;

public sealed class OnlyQueryParametersPolicyTests
{
    private readonly OnlyQueryParametersPolicy _policy = new();

    [Theory]
    [InlineData("", true)]
    [InlineData("?device=SEP1", true)]
    [InlineData("?DEVICE=SEP1&l=a", true)]
    [InlineData("?l=a&l=b", true)]
    [InlineData("?device=SEP1&userid=user1", false)]
    [InlineData("?userid=user1", false)]
    [InlineData("?device=SEP1;userid=user1", false)]
    [InlineData("?device=SEP1&l=a;doLogout=true", false)]
    public async Task ApplyAsync_QueryOfARouteThatNamesParameters_MatchesWithThemAlone(string query, bool matches)
    {
        Assert.Equal([matches, true, true], await ApplyAsync(query, Route("device, l"), Route(null), new Endpoint(null, null, null)));
    }

    [Fact]
    public async Task ApplyAsync_CandidateThatAnotherPolicyHasTakenOut_StaysOut()
    {
        var candidates = Candidates(Route("device"), Route("device"));
        candidates.SetValidity(0, false);

        await _policy.ApplyAsync(new DefaultHttpContext(), candidates);

        Assert.Equal((false, true), (candidates.IsValidCandidate(0), candidates.IsValidCandidate(1)));
    }

    [Fact]
    public void AppliesToEndpoints_OneOfThemNamesParameters_IsTrue()
    {
        Assert.True(_policy.AppliesToEndpoints([Route(null), Route("device")]));
        Assert.False(_policy.AppliesToEndpoints([Route(null), new Endpoint(null, null, null)]));
    }

    [Fact]
    public void Order_Always_IsBehindYarps() => Assert.True(_policy.Order > 50);

    private async Task<bool[]> ApplyAsync(string query, params Endpoint[] endpoints)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new(query);
        var candidates = Candidates(endpoints);
        await _policy.ApplyAsync(context, candidates);
        return [.. endpoints.Select((_, i) => candidates.IsValidCandidate(i))];
    }

    private static CandidateSet Candidates(params Endpoint[] endpoints) =>
        new(endpoints, [.. endpoints.Select(_ => new RouteValueDictionary())], [.. endpoints.Select(_ => 0)]);

    private static Endpoint Route(string? parameters)
    {
        var metadata = parameters is null ? null : new Dictionary<string, string> { ["OnlyQueryParameters"] = parameters };
        return new(null, new(new RouteModel(new RouteConfig { RouteId = "r", Metadata = metadata }, null, HttpTransformer.Default)), null);
    }
}
