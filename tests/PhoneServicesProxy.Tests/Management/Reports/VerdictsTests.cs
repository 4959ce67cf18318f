using PhoneServicesProxy.Commands.Nodes;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Management.Reports;
using PhoneServicesProxy.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PhoneServicesProxy.Tests.Management.Reports;

/// <summary>What is wrong is worked out once, for all who show it.</summary>
public sealed class VerdictsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_OtherCauseOrTime_IsAnotherVerdict()
    {
        var node = Node("a", Down("assistant", 51, "status 404", "bad_status"), Down("mobility", 13, "status 503", "bad_status"), Down("idle", 12, "status 503", "bad_status"), Up("menu"));

        var verdicts = Of(node);

        Assert.Equal(
            ["a is DOWN for assistant, 51: status 404 (bad_status)", "a is DOWN for idle, mobility, 13: status 503 (bad_status)"],
            verdicts.Select(verdict => $"{verdict.Headline}, {(Now - verdict.Since)?.TotalSeconds}: {verdict.Cause}"));
    }

    [Fact]
    public void Of_SameCauseMuchLater_IsAnotherVerdict() => Assert.Equal(
        [60, 5],
        Of(Node("a", Down("menu", 60, "status 503", "bad_status"), Down("idle", 5, "status 503", "bad_status")))
            .Select(verdict => (int)(Now - verdict.Since!.Value).TotalSeconds));

    /// <summary>One death is seen by presses and probes, which say it in different words.</summary>
    [Fact]
    public void Of_NodeThatDoesNotAnswer_IsOneVerdict()
    {
        var node = Node("a", Down("menu", 3, "Connection refused", "connect_failed"), Down("idle", 4, "a request could not connect", "connect_failed"));

        var verdict = Assert.Single(Of(node));

        Assert.Equal(("a is DOWN for all 2 services", "Connection refused (connect_failed)", (DateTimeOffset?)Now.AddSeconds(-4)), (verdict.Headline, verdict.Cause, verdict.Since));
    }

    [Theory]
    [InlineData(1, 1, "s0")]
    [InlineData(1, 2, "s0")]
    [InlineData(2, 2, "all 2 services")]
    [InlineData(4, 9, "s0, s1, s2, s3")]
    [InlineData(5, 9, "5 of 9 services")]
    public void Of_Services_AreNamedWhereTheyAreFew(int down, int all, string expected)
    {
        var node = Node("a", [.. Enumerable.Range(0, all).Select(i => i < down ? Down($"s{i}", 9, "x", "answer_timeout") : Up($"s{i}"))]);

        Assert.Equal($"a is DOWN for {expected}", Assert.Single(Of(node)).Headline);
    }

    [Fact]
    public void Of_CommonFault_IsSaidOnceForServicesThatShareIt()
    {
        var fault = new ProbeFault("bare & in <Name>", "XML that is not well-formed (line 3, column 9: bare & in <Name>), for /menu", ProbeFaultEffect.Served);
        var verdict = Assert.Single(Verdicts.Of([], [new("menu", fault, 3, 3, Now.AddSeconds(-7)), new("idle", fault, 3, 3, Now.AddSeconds(-8))], []));

        Assert.Equal((VerdictKind.ProbeWrong, "All 3 nodes fail in the same way the probe of idle, menu", (DateTimeOffset?)Now.AddSeconds(-8)), (verdict.Kind, verdict.Headline, verdict.Since));
        Assert.StartsWith("XML that is not well-formed (line 3, column 9: bare & in <Name>)", verdict.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_CommonFaultOfDifferentProbes_IsSaidOnceWithTheirPaths()
    {
        string[] names = ["idle", "menu"];
        CommonFault[] faults = [.. names.Select(name => new CommonFault(name, new("status 404", $"status 404 for /{name}", ProbeFaultEffect.OfTheQuestion), 3, 3, Now))];

        var verdict = Assert.Single(Verdicts.Of([], faults, []));

        Assert.Equal("All 3 nodes fail in the same way the probe of idle, menu", verdict.Headline);
        Assert.StartsWith("status 404 for /idle, /menu. The probe or the application is wrong; ", verdict.Cause, StringComparison.Ordinal);
    }

    /// <summary>It does not answer in the service that fails everywhere either.</summary>
    [Fact]
    public void Of_DeadNodeBesideACommonFault_IsDownForAllItsServices()
    {
        var fault = new CommonFault("menu", new("status 500", "status 500 for /menu", ProbeFaultEffect.Lost), 2, 3, Now.AddSeconds(-20));
        NodeReport[] nodes =
        [
            Node("a", Down("menu", 20, "status 500", "bad_status"), Up("idle")), Node("b", Down("menu", 20, "status 500", "bad_status"), Up("idle")),
            Node("c", Down("menu", 5, "Connection refused", "connect_failed"), Down("idle", 5, "Connection refused", "connect_failed")),
        ];

        var verdicts = Verdicts.Of(nodes, [fault], [new("idle", true, 3), new("menu", true, 3)]);

        Assert.Equal(["NO NODE IS LEFT for menu", "c is DOWN for all 2 services"], verdicts.Select(verdict => verdict.Headline));
    }

    /// <summary>A press meets a connection that breaks, and a probe one that is refused: it is one death.</summary>
    [Fact]
    public void Of_NodeThatAnswersNowhere_IsOneVerdictByWhatMostHaveSeen()
    {
        var node = Node("a", Down("menu", 3, "it broke off", "connection_lost"), Down("idle", 4, "Connection refused", "connect_failed"), Down("mobility", 4, "Connection refused", "connect_failed"));

        var verdict = Assert.Single(Of(node));

        Assert.Equal(("a is DOWN for all 3 services", "Connection refused (connect_failed)"), (verdict.Headline, verdict.Cause));
    }

    [Fact]
    public void Of_NodeThatAnswersSomewhereElse_KeepsCausesApart()
    {
        var node = Node("a", Down("menu", 3, "it broke off", "connection_lost"), Down("idle", 4, "Connection refused", "connect_failed"), Up("mobility"));

        Assert.Equal(2, Of(node).Count);
    }

    [Fact]
    public void Views_SeveralCauses_SayTheSameTimes()
    {
        NodeReport[] nodes = [Node("a", Down("assistant", 51, "status 404", "bad_status"), Down("mobility", 13, "status 503", "bad_status"), Up("menu"))];
        var report = new NodesReport(Now, Now, new(false, "Users lost nothing.", new(0, 0, 0, 0, 0, 0, 0)), Verdicts.Of(nodes, [], []), nodes);

        foreach (var view in new[] { NodesView.Of(report, 250), TopView.Of(report, new(0, 0, []), new([], 0), 250, null) })
        {
            var text = TextOf(view);
            Assert.Contains("DOWN for assistant, since 51 s: status 404 (bad_status).", text, StringComparison.Ordinal);
            Assert.Contains("DOWN for mobility, since 13 s: status 503 (bad_status).", text, StringComparison.Ordinal);
        }
    }

    private static string TextOf(IRenderable view)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Profile.Width = 250;
        console.Write(view);
        return text.ToString();
    }

    private static IReadOnlyList<VerdictReport> Of(params NodeReport[] nodes) => Verdicts.Of(nodes, [], []);

    private static NodeReport Node(string name, params NodeServiceReport[] services) =>
        new(name, "http://a/", NodeState.Active, NodeState.Active, null, 1, 1, 0, 0, 0, services);

    private static NodeServiceReport Down(string service, int seconds, string cause, string failure) =>
        new(service, NodeServiceStatus.Down, NodeCondition.Down, false, false, Now.AddSeconds(-seconds), cause, failure, 0, null, new(0, 0, 0, 0, 0, 0));

    private static NodeServiceReport Up(string service) =>
        new(service, NodeServiceStatus.Up, NodeCondition.Up, false, false, Now, null, null, 0, null, new(0, 0, 0, 0, 0, 0));
}
