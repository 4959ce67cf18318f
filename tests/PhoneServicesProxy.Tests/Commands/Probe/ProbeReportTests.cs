using System.Text.Json;
using PhoneServicesProxy.Commands.Probe;

namespace PhoneServicesProxy.Tests.Commands.Probe;

public sealed class ProbeReportTests
{
    private static readonly NodeProbe Good = new("pub", "em", ProbeVerdict.Ok, "none", null, 12.3, new(200, "CiscoIPPhoneText", "Login", 28, "not trusted")) { Url = "http://10.1.1.1/emapp/EMAppServlet" };
    private static readonly NodeProbe Bad = new("sub", "em", ProbeVerdict.Down, "answer_timeout", "no answer within the time limit", 500, null) { Url = "http://10.1.1.2/emapp/EMAppServlet" };

    [Theory]
    [InlineData(0, ProbeVerdict.Ok, ProbeVerdict.Ok)]
    [InlineData(0, ProbeVerdict.Ok, ProbeVerdict.Standby)]
    [InlineData(0, ProbeVerdict.Ok, ProbeVerdict.Maintenance)]
    [InlineData(0, ProbeVerdict.NotProbed, ProbeVerdict.NotProbed)]
    [InlineData(1, ProbeVerdict.Ok, ProbeVerdict.Down)]
    [InlineData(3, ProbeVerdict.Down, ProbeVerdict.Down)]
    [InlineData(3, ProbeVerdict.Down, ProbeVerdict.Maintenance)]
    [InlineData(3, ProbeVerdict.Maintenance, ProbeVerdict.Maintenance)]
    internal void ExitCode_Verdicts_TellDownFromOutage(int expected, ProbeVerdict first, ProbeVerdict second) =>
        Assert.Equal(expected, ProbeCommand.ExitCodeOf([Good with { Verdict = first }, Bad with { Verdict = second }]));

    [Fact]
    public void Table_GoodAndBad_SaysWhatAPhoneWouldSee()
    {
        var table = ProbeReport.Table([Good, Bad]).ReplaceLineEndings("\n");

        Assert.Equal(
            """
            node  service          time  what a phone would see                            asked
            pub   em       ok     12 ms  CiscoIPPhoneText "Login", number 28: not trusted  http://10.1.1.1/emapp/EMAppServlet
            sub   em       DOWN  500 ms  no answer within the time limit                   http://10.1.1.2/emapp/EMAppServlet

            Phones would not notice: another node is good for each of these services. Down: sub.

            """.ReplaceLineEndings("\n"),
            table);
    }

    [Fact]
    public void Table_NoNodeIsGood_NamesTheServices() =>
        Assert.EndsWith("no node is good for em.\n", ProbeReport.Table([Bad]).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    [Fact]
    public void Json_Result_HasWhatTheTableHas()
    {
        using var document = JsonDocument.Parse(ProbeReport.Json([Good, Bad]));
        var (good, bad) = (document.RootElement[0], document.RootElement[1]);

        Assert.Equal("http://10.1.1.1/emapp/EMAppServlet", good.GetProperty("url").GetString());
        Assert.Equal(("ok", 28), (good.GetProperty("verdict").GetString(), good.GetProperty("page").GetProperty("number").GetInt32()));
        Assert.Equal(
            ("down", "answer_timeout", "no answer within the time limit"),
            (bad.GetProperty("verdict").GetString(), bad.GetProperty("reason").GetString(), bad.GetProperty("failure").GetString()));
    }
}
