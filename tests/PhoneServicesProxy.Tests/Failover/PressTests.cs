using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.PublicAddress;
using PhoneServicesProxy.Tests.LoadBalancing;
using Polly;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class PressTests
{
    [Theory]
    [InlineData(null, "http://gateway:8080")]
    [InlineData("http://services.example", "http://services.example")]
    public void Gateway_ConfiguredOrNot_IsTheAddressForThePhonesNextPress(string? configured, string expected)
    {
        var rewriting = configured is null ? null : new RewriteRules(KnownNodes.None, configured, PublicHttps: null);

        Assert.Equal(expected, PressOf(Phone(), rewriting).Gateway!.ForHttp);
    }

    /// <summary>The last good page is rewritten after the request may be gone.</summary>
    [Fact]
    public void Gateway_RequestIsGone_IsStillKnown()
    {
        var phone = Phone();
        var press = PressOf(phone, null);
        var before = press.Gateway;

        phone.Request.Host = default;

        Assert.Equal("http://gateway:8080", before!.ForHttp);
        Assert.Same(before, press.Gateway);
    }

    [Theory]
    [InlineData("Always", "GET", true)]
    [InlineData("Always", "HEAD", false)]
    [InlineData("Always", "POST", false)]
    [InlineData("OnlyIfNotSent", "GET", false)]
    public void MayRepeat_OnlyAGetThatShowsSomething(string replay, string method, bool mayRepeat) =>
        Assert.Equal(mayRepeat, new Presses { Options = new() { Replay = Enum.Parse<Replay>(replay) }, Method = method }.Begin().MayRepeat);

    [Theory]
    [InlineData(2, 10, 2)]
    [InlineData(5, 10, 5)]
    [InlineData(8, 10, 5)]
    [InlineData(0, 10, 0)]
    public void LongestWait_QueueTime_LeavesHalfOfTheTimeForTheAnswer(int queue, int total, int expected) => Assert.Equal(
        TimeSpan.FromSeconds(expected),
        new FailoverPolicyOptions { QueueTime = TimeSpan.FromSeconds(queue), TotalTimeout = TimeSpan.FromSeconds(total) }.LongestWait);

    private static DefaultHttpContext Phone()
    {
        var context = new DefaultHttpContext();
        context.Request.Host = new("gateway:8080");
        return context;
    }

    private static Press PressOf(HttpContext phone, RewriteRules? rewriting)
    {
        var tier = new Tier(NodePolicyNames.DeviceHash, [Tier.Node("a")]);
        var policy = new RoutePolicy(new(), Expectation.PhoneXml, ResiliencePipeline<Attempt>.Empty, new(TimeProvider.System)) { Marks = Sessions.Marks.None, Rewriting = rewriting };
        return new(phone, new RouteModel(new RouteConfig(), tier.Cluster, HttpTransformer.Default), tier.Cluster, policy, tier.Picker);
    }
}
