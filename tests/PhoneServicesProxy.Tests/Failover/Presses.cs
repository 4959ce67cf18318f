using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Sessions;
using PhoneServicesProxy.Tests.LoadBalancing;
using PhoneServicesProxy.Tests.Sessions;
using Polly;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

/// <summary>Presses of a service with the nodes a, b and c.</summary>
internal sealed class Presses(string balancing = NodePolicyNames.DeviceHash)
{
    public Tier Tier { get; } = new(balancing, [Tier.Node("a"), Tier.Node("b"), Tier.Node("c")]);

    public FailoverPolicyOptions Options { get; init; } = new() { Replay = Replay.Always, Hedging = new() { Enabled = true } };

    public string Method { get; init; } = HttpMethods.Get;

    /// <summary>Whose session the phone has; null for none.</summary>
    public string? SessionOf { get; init; }

    public bool NeedsSession { get; init; } = true;

    public FakeTimeProvider Time { get; } = new();

    /// <summary>One whose first node has been picked.</summary>
    public Press Begin()
    {
        var marks = Marks.Of("http://a/", "http://b/", "http://c/");
        var context = new DefaultHttpContext();
        context.Request.Method = Method;
        context.Features.Set<IReverseProxyFeature>(new ReverseProxyFeature());
        if (SessionOf is not null)
        {
            context.Request.Headers.Cookie = $"JSESSIONID=1{marks.Of(Tier[SessionOf])}";
        }

        var policy = new RoutePolicy(Options, Expectation.PhoneXml, ResiliencePipeline<Attempt>.Empty, new(Time)) { Marks = marks, NeedsSession = NeedsSession };
        var press = new Press(context, new RouteModel(new RouteConfig(), Tier.Cluster, HttpTransformer.Default), Tier.Cluster, policy, Tier.Picker)
        {
            Sessions = PressSessions.Of(context, marks),
        };
        press.NextNode();
        return press;
    }

    public static Attempt Failed(DestinationState node, AttemptFailure failure = AttemptFailure.BadStatus) => new(node) { Failure = failure };
}
