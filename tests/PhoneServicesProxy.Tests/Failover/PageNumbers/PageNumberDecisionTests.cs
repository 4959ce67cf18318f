using System.Text;
using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.Failover.PageNumbers;

namespace PhoneServicesProxy.Tests.Failover.PageNumbers;

public sealed class PageNumberDecisionTests
{
    [Theory]
    [InlineData("", null, false)]
    [InlineData("?device=", null, false)]
    [InlineData("?name=device", null, false)]
    [InlineData("?device=SEP001122334455", null, true)]
    [InlineData("?loginType=UID", "device=SEP001122334455&userid=user1", true)]
    public void For_SetupWithoutParameter_DependsOnQueryAndForm(string query, string? form, bool blamesNode)
    {
        var number = new PageNumberOptions { Class = PageNumberClass.Node, SetupWithout = "device" };

        var verdict = PageNumberDecision.For(number, Request(query, form));

        Assert.Equal(blamesNode ? PageNumberClass.Node : PageNumberClass.Setup, verdict.Class);
        Assert.False(verdict.NotExecuted);
    }

    [Theory]
    [InlineData("?device=SEP1&EMCC=true", null, false)]
    [InlineData("?device=SEP1&EMCC=false&EMCC=TRUE", null, false)]
    [InlineData("?device=SEP1", "userid=user1&EMCC=true", false)]
    [InlineData("?device=SEP1", null, true)]
    [InlineData("?device=SEP1&EMCC=", null, true)]
    [InlineData("?device=SEP1&EMCC=false", "userid=user1", true)]
    public void For_UnlessEmcc_ProvesNothingForEmcc(string query, string? form, bool proves)
    {
        var number = new PageNumberOptions { Class = PageNumberClass.Node, NotExecuted = NotExecutedProof.UnlessEmcc };

        var verdict = PageNumberDecision.For(number, Request(query, form));

        Assert.Equal(new(PageNumberClass.Node, NotExecuted: proves, FromBehindNode: !proves), verdict);
    }

    [Theory]
    [InlineData(NotExecutedProof.Never, false)]
    [InlineData(NotExecutedProof.Always, true)]
    public void For_Node_ProvesWhatIsConfigured(NotExecutedProof proof, bool proves)
    {
        var number = new PageNumberOptions { Class = PageNumberClass.Node, NotExecuted = proof };

        Assert.Equal(new(PageNumberClass.Node, NotExecuted: proves), PageNumberDecision.For(number, Request("?EMCC=true")));
    }

    [Theory]
    [InlineData(PageNumberClass.Setup)]
    [InlineData(PageNumberClass.Answer)]
    public void For_OtherClass_HasNoProof(PageNumberClass configured)
    {
        var number = new PageNumberOptions { Class = configured, NotExecuted = NotExecutedProof.Always };

        Assert.Equal(new(configured), PageNumberDecision.For(number, Request("")));
    }

    private static RequestParameters Request(string query, string? form = null) =>
        new(new QueryString(query), form is null ? null : Encoding.UTF8.GetBytes(form));
}
