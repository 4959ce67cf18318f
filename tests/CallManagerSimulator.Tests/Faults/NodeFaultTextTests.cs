namespace CallManagerSimulator.Tests.Faults;

public class NodeFaultTextTests
{
    [Theory]
    [InlineData("", "Allowed: none, refuse")]
    [InlineData("refused", "Allowed: none, refuse")]
    [InlineData("refuse=1", "Allowed: none, refuse")]
    [InlineData("em-error", "0 to 999")]
    [InlineData("em-error=x", "0 to 999")]
    [InlineData("slow delay=3", "delay=3s")]
    [InlineData("slow delay=0s", "delay=3s")]
    [InlineData("slow delay=NaNs", "delay=3s")]
    [InlineData("hang path=emapp", "path=/emapp")]
    [InlineData("hang after-executing=maybe", "after-executing")]
    [InlineData("hang delay=3s", "slow and drip")]
    [InlineData("em-busy status=204", "status=500")]
    [InlineData("em-busy status=600", "status=500")]
    [InlineData("hang status=500", "em-busy and em-error")]
    [InlineData("refuse path=/emapp", "whole node")]
    public void TryParse_Wrong_SaysWhatIsAllowed(string text, string expected)
    {
        Assert.False(NodeFault.TryParse(text, out var fault, out var error));
        Assert.Null(fault);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("kill")]
    [InlineData("500")]
    [InlineData("slow delay=0.25s")]
    [InlineData("em-error=208 status=503 path=/emapp")]
    [InlineData("refuse path=/emapp after-executing only-changing")]
    public void ToString_OfParsed_IsTheSameText(string text)
    {
        Assert.Equal(text, NodeFault.Parse(text).ToString());
    }

    [Theory]
    [InlineData("SLOW Delay=250ms", 0.25)]
    [InlineData("drip delay=2m after-executing=false", 120)]
    public void TryParse_Delay_HasAUnit(string text, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), NodeFault.Parse(text).Delay);
    }

    [Fact]
    public void Parse_EveryKind_HasAName()
    {
        Assert.All(Enum.GetValues<FaultKind>(), kind =>
        {
            var fault = new NodeFault { Kind = kind, EmNumber = kind == FaultKind.EmError ? 6 : null };
            Assert.Equal(fault, NodeFault.Parse(fault.ToString()));
        });
    }
}
