using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Tests.Health;

/// <summary>The words in which people read that all nodes fail alike.</summary>
public sealed class CommonFaultTests
{
    [Theory]
    [InlineData(1, 1, "The only node fails the probe of menu", "the only node fails its probe")]
    [InlineData(1, 3, "The only node that answers fails the probe of menu", "the only node that answers fails its probe")]
    [InlineData(2, 2, "Both nodes fail in the same way the probe of menu", "both nodes fail its probe in the same way")]
    [InlineData(2, 3, "Both nodes that answer fail in the same way the probe of menu", "both nodes that answer fail its probe in the same way")]
    [InlineData(3, 3, "All 3 nodes fail in the same way the probe of menu", "all 3 nodes fail its probe in the same way")]
    [InlineData(3, 4, "All 3 nodes that answer fail in the same way the probe of menu", "all 3 nodes that answer fail its probe in the same way")]
    public void HeadlineOf_NodesThatFail_SaysHowManyAndOfWhich(int nodes, int asked, string headline, string ofService)
    {
        var fault = Fault("menu", nodes: nodes, asked: asked);

        Assert.Equal((headline, ofService), (CommonFault.HeadlineOf([fault]), fault.OfService));
    }

    [Theory]
    [InlineData((int)ProbeFaultEffect.Lost, ". The application or the probe is wrong; phones get an old page or an error page")]
    [InlineData((int)ProbeFaultEffect.Served, ". The probe or the application is wrong; phones get what the nodes answer")]
    [InlineData((int)ProbeFaultEffect.OfTheQuestion, ". The probe or the application is wrong; phones get an error page if the nodes lack the application, and lose nothing if only the probe is wrong")]
    public void Meaning_Effect_NamesTheLikelyCulpritFirstAndWhatPhonesGet(int effect, string expected) =>
        Assert.Equal($"status 500 for /menu{expected}", Fault("menu", (ProbeFaultEffect)effect).Meaning);

    [Fact]
    public void HeadlineOf_SeveralServices_NamesThemAndTheirPathsInOrder()
    {
        CommonFault[] faults = [Fault("menu"), Fault("Login"), Fault("idle")];

        Assert.Equal("Both nodes fail in the same way the probe of idle, Login, menu", CommonFault.HeadlineOf(faults));
        Assert.Equal("status 500 for /Login, /idle and 1 other path", CommonFault.TextOf(faults));
    }

    private static CommonFault Fault(string service, ProbeFaultEffect effect = ProbeFaultEffect.Lost, int nodes = 2, int asked = 2) =>
        new(service, new("status 500", $"status 500 for /{service}", effect), nodes, asked, default);
}
