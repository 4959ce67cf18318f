using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.Hedging;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Routing;
using PhoneServicesProxy.Tests.Routing;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class RoutePoliciesTests
{
    private readonly HedgingByRoute _hedging = new(new FakeTimeProvider());

    [Fact]
    public void Of_RouteThatSaysLittle_HasTheStrictDefaults()
    {
        var policy = Of(("FailoverPolicy", "read"));

        Assert.Equal(Replay.Always, policy.Options.Replay);
        Assert.Equal(Expectation.Any, policy.Expect);
        Assert.True(policy.MayShowPage);
        Assert.Null(policy.PageNumbers);
        Assert.NotNull(policy.Rewriting);
        Assert.True(policy.NeedsSession);
        Assert.Equal(default, policy.LastGood);
        Assert.Same(_hedging.Of("R"), policy.RouteHedging);
    }

    [Theory]
    [InlineData("PhoneXml", Expectation.PhoneXml, true)]
    [InlineData("PhonePage", Expectation.PhonePage, true)]
    [InlineData("PlainText", Expectation.PlainText, false)]
    [InlineData("Any", Expectation.Any, true)]
    [InlineData("", Expectation.Any, true)]
    public void Of_Expect_DecidesWhetherAPageMayBeShown(string text, object expect, bool mayShowPage)
    {
        var policy = Of(("FailoverPolicy", "Read"), ("Expect", text));

        Assert.Equal((expect, mayShowPage), (policy.Expect, policy.MayShowPage));
    }

    [Fact]
    public void Of_RouteWithMetadata_HasWhatItSays()
    {
        var policy = Of(("FailoverPolicy", "Login"), ("PageNumbers", "em"), ("RewriteUrls", "False"), ("NeedsSession", "false"), ("LastGoodPage", $"{LastGoodScope.ByName}"));

        Assert.Equal(Replay.OnlyIfNotSent, policy.Options.Replay);
        Assert.True(policy.PageNumbers!.TryFind(26, out _));
        Assert.False(policy.PageNumbers.TryFind(27, out _));
        Assert.Null(policy.Rewriting);
        Assert.False(policy.NeedsSession);
        Assert.Equal(LastGoodScope.ByName, policy.LastGood);
    }

    [Fact]
    public void Of_RouteThatAReloadHasRemoved_HasTheStrictestPolicy()
    {
        var policy = Policies().Of("gone");

        Assert.Equal((Replay.OnlyIfNotSent, Expectation.PlainText, true), (policy.Options.Replay, policy.Expect, policy.NeedsSession));
        Assert.NotNull(policy.Rewriting);
    }

    [Theory]
    [InlineData("503, 429", 429, true)]
    [InlineData("503,429", 503, true)]
    [InlineData("503", 500, false)]
    [InlineData("", 503, false)]
    public void IsRefusal_StatusOfTheList_IsTrue(string statuses, int status, bool isRefusal)
    {
        var policy = new RoutePolicy(
            new() { RefusedStatuses = statuses }, Expectation.Any, Polly.ResiliencePipeline<Attempt>.Empty, _hedging.Of("r"))
        { Marks = Sessions.Marks.None };

        Assert.Equal(isRefusal, policy.IsRefusal(status));
    }

    private RoutePolicy Of(params (string Name, string Value)[] metadata) => Policies(metadata).Of("r");

    private RoutePolicies Policies(params (string Name, string Value)[] metadata)
    {
        var options = new PhoneServicesOptions();
        options.FailoverPolicies["Read"] = new() { Replay = Replay.Always };
        options.FailoverPolicies["Login"] = new();
        options.PageNumbers["EM"] = new() { ["26"] = new() { Class = PageNumberClass.Node, Meaning = "busy" } };
        RouteConfig[] routes = metadata.Length == 0 ? [] : [new() { RouteId = "r", Match = new(), Metadata = metadata.ToDictionary(pair => pair.Name, pair => pair.Value) }];
        var current = new CurrentConfiguration(new(null!, FeatureOptions.Of(options), routes, []), framework: null!, yarp: null!, applied: null!, orders: clusters => clusters);
        return new(current, new(new FakeTimeProvider()), _hedging, RouteParameters.Factory);
    }
}
