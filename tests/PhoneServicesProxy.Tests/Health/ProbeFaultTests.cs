using System.Text;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Health;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>What a wrong answer to a probe means for phones, if all nodes give it.</summary>
public sealed class ProbeFaultTests
{
    private const string Menu = "<CiscoIPPhoneMenu><Title>Services</Title></CiscoIPPhoneMenu>";
    private const string Html = "<html><br></html>";
    private const string IllFormed = "<CiscoIPPhoneMenu><Title>Meyer & Co</Title></CiscoIPPhoneMenu>";
    private const string Cut = "<CiscoIPPhoneMenu><Title>Meyer";

    [Theory]
    [InlineData(500, Html, "Lost")]
    [InlineData(503, Menu, "Lost")]
    [InlineData(499, Html, "OfTheQuestion")]
    [InlineData(408, Html, "Lost")]
    [InlineData(429, Html, "Lost")]
    [InlineData(401, Html, "Served")]
    [InlineData(404, Menu, "Served")]
    [InlineData(404, Html, "OfTheQuestion")]
    [InlineData(400, Html, "OfTheQuestion")]
    [InlineData(399, Html, "Served")]
    [InlineData(300, Html, "Served")]
    [InlineData(299, Html, "Lost")]
    [InlineData(201, Menu, "Served")]
    public void Of_Status_HasTheEffectOfAPress(int status, string page, string effect)
    {
        var fault = Of(status, page, AttemptFailure.BadStatus, $"status {status}, not 200");

        Assert.Equal(($"status {status}", $"status {status} for /menu", effect, false), (fault.Kind, fault.Text, fault.Phones.ToString(), fault.IsIllFormed));
        Assert.Equal($"status {status}", fault.What);
    }

    [Theory]
    [InlineData(Menu, "text/xml", "Served")]
    [InlineData(Html, "text/html", "Lost")]
    [InlineData("", "text/xml", "Lost")]
    [InlineData(IllFormed, "text/xml", "Served")]
    [InlineData(Cut, "text/xml", "OfTheQuestion")]
    [InlineData("GIF89a", "image/gif", "Served")]
    public void Of_Page_HasTheEffectOfAPress(string page, string type, string effect)
    {
        var fault = Of(200, page, AttemptFailure.BadPage, "seen", type);

        Assert.Equal(("seen, for /menu", effect, page is IllFormed or Cut), (fault.Text, fault.Phones.ToString(), fault.IsIllFormed));
        Assert.Equal(fault.IsIllFormed, fault.Kind != "seen");
    }

    /// <summary>Where a text for probes says how the application is, phones do not get that text.</summary>
    [Theory]
    [InlineData(200, Menu, "matches Health.MustNotMatch", "Lost")]
    [InlineData(200, Menu, "does not match Health.MustMatch", "Served")]
    [InlineData(404, "no", "does not match Health.MustMatch", "Lost")]
    [InlineData(404, "no", "root element", "OfTheQuestion")]
    [InlineData(500, Cut, "root element", "Lost")]
    public void Of_PageThatDoesNotMatch_IsLostIfItIsNoPageForPhones(int status, string page, string reason, string effect) =>
        Assert.Equal(effect, Of(status, page, AttemptFailure.BadPage, reason).Phones.ToString());

    [Fact]
    public void Of_PageThatIsTooLong_IsServed()
    {
        var answer = ProbeAnswer.Failed(AttemptFailure.BadPage, "more than 65536 bytes") with { Page = new(200, default, "text/xml") { TooLong = true } };

        Assert.Equal(ProbeFaultEffect.Served, ProbeFault.Of(answer, Cluster("/menu"))!.Phones);
    }

    [Fact]
    public void Of_SameMistakeAtAnotherPlace_IsTheSameKind()
    {
        var moved = IllFormed.Replace("<Title>", "<Title>node-b: ", StringComparison.Ordinal);

        Assert.Equal(Of(200, IllFormed, AttemptFailure.BadPage, "column 31").Kind, Of(200, moved, AttemptFailure.BadPage, "column 39").Kind);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Of_ProbeWithoutPath_IsForTheRoot(string? path) =>
        Assert.Equal("status 404 for /", ProbeFault.Of(Answer(404, Html, AttemptFailure.BadStatus, "status 404"), Cluster(path))!.Text);

    [Fact]
    public void Of_GoodOrIncompleteAnswer_IsNoFault()
    {
        Assert.Null(ProbeFault.Of(new(AttemptFailure.None, null, null) { Page = new(200, default, null) }, Cluster("/menu")));
        Assert.Null(ProbeFault.Of(ProbeAnswer.Failed(AttemptFailure.AnswerTimeout, "no answer"), Cluster("/menu")));
    }

    [Theory]
    [InlineData(IllFormed, "phones get what the nodes answer")]
    [InlineData(Cut, "phones get what the nodes answer")]
    [InlineData(Html, "phones get an old page or an error page")]
    public void PhoneEffect_Page_IsToldInWords(string page, string expected) =>
        Assert.Equal(expected, Of(200, page, AttemptFailure.BadPage, "seen").PhoneEffect);

    [Theory]
    [InlineData("status 500 for /a", "/a")]
    [InlineData("status 500 for /a", "/a", "/a")]
    [InlineData("status 500 for /a, /b", "/a", "/b")]
    [InlineData("status 500 for /a, /b and 1 other path", "/a", "/b", "/c")]
    [InlineData("status 500 for /a, /b and 2 other paths", "/a", "/b", "/c", "/d")]
    public void TextOf_Paths_NamesTwoAndCountsTheRest(string expected, params string[] paths) =>
        Assert.Equal(expected, ProbeFault.TextOf(paths.Select(path => new ProbeFault("status 500", $"status 500 for {path}", ProbeFaultEffect.Lost))));

    [Fact]
    public void TextOf_FaultsWithoutPath_AreThatText()
    {
        var fault = new ProbeFault("kind", "waits for its neighbor", ProbeFaultEffect.Lost);

        Assert.Equal((fault.Text, fault.Text), (fault.What, ProbeFault.TextOf([fault, fault])));
    }

    private static ProbeFault Of(int status, string page, AttemptFailure failure, string reason, string type = "text/xml") =>
        ProbeFault.Of(Answer(status, page, failure, reason, type), Cluster("/menu"))!;

    private static ProbeAnswer Answer(int status, string page, AttemptFailure failure, string reason, string type = "text/xml") =>
        ProbeAnswer.Failed(failure, reason) with { Page = new(status, Encoding.UTF8.GetBytes(page), type) };

    private static ClusterConfig Cluster(string? path) => new() { HealthCheck = new() { Active = new() { Path = path } } };
}
