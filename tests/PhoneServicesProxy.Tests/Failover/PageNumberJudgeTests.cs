using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Failover.PageNumbers;
using PhoneServicesProxy.Tests.Health;
using Polly;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Failover;

public sealed class PageNumberJudgeTests : IDisposable
{
    private static readonly PageNumberSet Numbers = new(new Dictionary<string, PageNumberOptions>
    {
        ["6"] = new() { Class = PageNumberClass.Node, Meaning = "database error" },
        ["26"] = new() { Class = PageNumberClass.Node, NotExecuted = NotExecutedProof.Always, Meaning = "busy" },
        ["25"] = new() { Class = PageNumberClass.Busy, NotExecuted = NotExecutedProof.Always, Meaning = "too many requests" },
        ["208"] = new() { Class = PageNumberClass.Node, NotExecuted = NotExecutedProof.UnlessEmcc, Meaning = "no service" },
        ["28"] = new() { Class = PageNumberClass.Setup, Meaning = "untrusted", Parameter = "trusted list" },
        ["7"] = new() { Class = PageNumberClass.Answer, Meaning = "logged out" },
    });

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricCollector<long> _alarms;
    private readonly PageNumberJudge _sut;

    public PageNumberJudgeTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _alarms = new(meters, GatewayMeter.Name, "phone_services.alarms");
        _sut = new(new SetupAlarms(new AttemptMetrics(meters), new FakeTimeProvider(), NullLogger<SetupAlarms>.Instance));
    }

    [Theory]
    [InlineData("Login is unavailable(26)", true)]
    [InlineData("Login is unsuccessful(6)", false)]
    public void Correct_Node_FailsWithThePage(string text, bool notExecuted)
    {
        using var attempt = Judge(text);

        Assert.Equal(AttemptFailure.ServiceBusy, attempt.Failure);
        Assert.StartsWith("page number ", attempt.Reason, StringComparison.Ordinal);
        Assert.Equal(notExecuted, attempt.NotExecuted);
        Assert.False(attempt.FromBehindNode);
        Assert.NotNull(attempt.Page);
    }

    [Fact]
    public void Correct_NodeIsAtItsLimit_MayBeAskedAgain()
    {
        using var attempt = Judge("Login is unavailable(25)");

        Assert.Equal(AttemptFailure.NodeBusy, attempt.Failure);
        Assert.True(attempt.NotExecuted);
    }

    [Fact]
    public void Correct_NodeForEmcc_SaysNothingOfTheNode()
    {
        using var attempt = Judge("Login is unavailable(208)", query: "?device=SEP1&EMCC=true");

        Assert.Equal(AttemptFailure.ServiceBusy, attempt.Failure);
        Assert.False(attempt.NotExecuted);
        Assert.True(attempt.FromBehindNode);
    }

    [Fact]
    public void Correct_NodeWithRefusedStatus_HasNotExecuted()
    {
        using var attempt = Judge("Login is unsuccessful(6)", HttpStatusCode.ServiceUnavailable, AttemptFailure.BadStatus);

        Assert.Equal(AttemptFailure.ServiceBusy, attempt.Failure);
        Assert.True(attempt.NotExecuted);
    }

    [Theory]
    [InlineData("Login is unavailable(28)", 1)]
    [InlineData("Logout successful(7)", 0)]
    [InlineData("Please try to login again (201)", 0)]
    public void Correct_SetupOrAnswer_CountsMoreThanTheStatus(string text, int alarms)
    {
        using var attempt = Judge(text, HttpStatusCode.InternalServerError, AttemptFailure.BadStatus);

        Assert.True(attempt.Won);
        Assert.False(attempt.NotExecuted);
        Assert.Null(attempt.Reason);
        Assert.Null(attempt.Page);
        Assert.Equal(alarms, _alarms.GetMeasurementSnapshot().Count);
    }

    [Theory]
    [InlineData("<CiscoIPPhoneText><Text>Login is unavailable(26)</Text>")]
    [InlineData("<html><body><CiscoIPPhoneText><Text>(26)</Text></CiscoIPPhoneText></body></html>")]
    [InlineData("<CiscoIPPhoneText><Text>26 logins</Text></CiscoIPPhoneText>")]
    public void Correct_NoWholePageWithNumber_LeavesTheVerdict(string page)
    {
        using var attempt = Judge(Numbers, page, "?device=SEP1", HttpStatusCode.ServiceUnavailable, AttemptFailure.BadStatus);

        Assert.Equal(AttemptFailure.BadStatus, attempt.Failure);
        Assert.Equal("before", attempt.Reason);
        Assert.True(attempt.NotExecuted);
    }

    [Fact]
    public void Correct_RouteWithoutNumbers_LeavesTheVerdict()
    {
        using var attempt = Judge(null, Page("Missed calls (26)"), "?device=SEP1", HttpStatusCode.OK, AttemptFailure.None);

        Assert.True(attempt.Won);
    }

    public void Dispose()
    {
        _alarms.Dispose();
        _services.Dispose();
    }

    private static string Page(string text) => $"<CiscoIPPhoneText><Title>EM</Title><Text>{text}</Text></CiscoIPPhoneText>";

    private Attempt Judge(
        string text, HttpStatusCode status = HttpStatusCode.OK, AttemptFailure before = AttemptFailure.None, string query = "?device=SEP1") =>
        Judge(Numbers, Page(text), query, status, before);

    private Attempt Judge(PageNumberSet? numbers, string page, string query, HttpStatusCode status, AttemptFailure before)
    {
        var cluster = Clusters.Create("extension-mobility", ("publisher", "http://a/"));
        var context = new DefaultHttpContext();
        context.Request.QueryString = new(query);
        var policy = new RoutePolicy(new(), Expectation.PhoneXml, ResiliencePipeline<Attempt>.Empty, new(TimeProvider.System)) { PageNumbers = numbers, Marks = Sessions.Marks.None };
        var press = new Press(context, new RouteModel(new RouteConfig(), cluster, HttpTransformer.Default), cluster, policy, picker: null!);
        var failed = before != AttemptFailure.None;
        var attempt = new Attempt(cluster.Destinations["publisher"])
        {
            Failure = before,
            Reason = failed ? "before" : null,
            NotExecuted = failed,
            Response = new(status) { Content = new StringContent(page, Encoding.UTF8, "text/xml") },
        };
        _sut.Correct(attempt, press, Encoding.UTF8.GetBytes(page));
        return attempt;
    }
}
