using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>What becomes of the result of a probe: the words that people read, and what a policy of one's own is given.</summary>
public sealed class ProbeJudgeTests
{
    [Fact]
    public async Task Judge_Result_IsKeptWithTheTimeOfTheProbe()
    {
        await using var fixture = new ProbingFixture();
        var answer = new TaskCompletionSource<HttpStatusCode>();
        fixture.Answer = (_, _) => answer.Task;
        var node = Add(fixture, "menu");
        var sent = fixture.Time.GetUtcNow();
        fixture.Start();
        fixture.Time.Advance(TimeSpan.FromMilliseconds(200));

        answer.SetResult(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(new ProbeResult(sent, TimeSpan.FromMilliseconds(200), AttemptFailure.BadStatus, "status 503, not 200"), node.LastProbe);
        Assert.Equal((0, 1), (node.Totals.GoodProbes, node.Totals.BadProbes));
    }

    [Fact]
    public async Task Judge_NodeGoesDownAndUp_CauseIsInWords()
    {
        await using var fixture = new ProbingFixture();
        Add(fixture, "menu");
        fixture.Start();
        fixture.Answer = (_, _) => Answers.Unavailable;
        fixture.Advance(2000);
        fixture.Answer = Answers.Ok;
        fixture.Advance(2000);

        Assert.Equal(["its probes are good", "status 503, not 200", "its probes are good"], fixture.Seen.Select(change => change.Cause));
    }

    [Fact]
    public async Task Judge_NoConnection_OtherServicesSayWhoSawIt()
    {
        await using var fixture = new ProbingFixture();
        Add(fixture, "menu");
        Add(fixture, "login");
        fixture.Start();
        fixture.Advance(10);
        fixture.Answer = (_, _) => Answers.Refused;

        fixture.Advance(2000);

        var causes = fixture.Seen.Where(change => change.State == NodeCondition.Down).ToDictionary(change => change.Cluster, change => change.Cause);
        Assert.Equal(2, causes.Count);
        Assert.Single(causes.Values, cause => cause == "no connection (a:80)");
        Assert.Single(causes.Values, cause => cause is "no connection (a:80) (seen by the probe for menu)" or "no connection (a:80) (seen by the probe for login)");
    }

    [Fact]
    public async Task Judge_AllNodesFailAlike_CauseSaysSo()
    {
        await using var fixture = new ProbingFixture();
        fixture.AddCluster("menu", true, ("a", "http://a/"), ("b", "http://b/"));
        fixture.Answer = (_, _) => Task.FromResult(HttpStatusCode.Unauthorized);

        fixture.Start();
        fixture.Advance(2000);

        Assert.All(fixture.Seen, change => Assert.Equal((NodeCondition.Up, "it fails its probe like all nodes, status 401, not 200", AttemptFailure.None), (change.State, change.Cause, change.Failure)));
        Assert.Equal(2, fixture.Seen.Count);
    }

    [Theory]
    [InlineData("Own", "Own")]
    [InlineData("", "ConsecutiveFailures")]
    [InlineData(null, "ConsecutiveFailures")]
    public async Task Judge_PolicyOfTheService_IsGivenTheAnswerOrWhyThereIsNone(string? name, string expected)
    {
        var policies = new[] { new Policy("Own"), new Policy("ConsecutiveFailures") };
        await using var fixture = new ProbingFixture(policies: policies);
        fixture.AddCluster(Probing(name), ("a", "http://a/"));
        fixture.Start();
        fixture.Answer = (_, _) => Answers.Unavailable;

        fixture.Advance(650);

        Assert.Equal([(HttpStatusCode.OK, null), (null, "status 503, not 200")], policies.Single(policy => policy.Name == expected).Results.Take(2));
        Assert.Empty(policies.Single(policy => policy.Name != expected).Results);
    }

    [Fact]
    public async Task Judge_PolicyFails_IsLoggedOnceAMinuteAndProbesGoOn()
    {
        var log = new FakeLogger<ProbeJudge>();
        await using var fixture = new ProbingFixture(log, new Policy("Own") { Fails = true });
        var menu = fixture.AddCluster(Probing("Own"), ("a", "http://a/"));
        fixture.Start();

        fixture.Advance(61_000, step: 100);

        Assert.Equal(
            ["Health policy Own failed for menu. Probes lost since the last such message: 1.", "Health policy Own failed for menu. Probes lost since the last such message: 100."],
            log.Collector.GetSnapshot().Select(line => line.Message));
        Assert.All(log.Collector.GetSnapshot(), line => Assert.Equal(LogLevel.Error, line.Level));
        Assert.Equal(DestinationHealth.Unknown, menu.Destinations["a"].Health.Active);
    }

    private static NodeHealth Add(ProbingFixture fixture, string service) => fixture.Nodes.Find(fixture.AddCluster(service, true, ("a", "http://a/")).Destinations["a"])!;

    private static ClusterConfig Probing(string? policy) => new()
    {
        ClusterId = "menu",
        HealthCheck = new() { Active = new() { Enabled = true, Interval = TimeSpan.FromMilliseconds(600), Timeout = TimeSpan.FromMilliseconds(500), Policy = policy, Path = "/menu" } },
    };

    private sealed class Policy(string name) : IActiveHealthCheckPolicy
    {
        public string Name => name;

        public bool Fails { get; init; }

        public List<(HttpStatusCode? Status, string? Error)> Results { get; } = [];

        public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults)
        {
            if (Fails)
            {
                throw new InvalidOperationException("The policy is broken.");
            }

            Results.AddRange(probingResults.Select(result => (result.Response?.StatusCode, result.Exception?.Message)));
        }
    }
}
