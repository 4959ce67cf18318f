using PhoneServicesProxy.Audit;

namespace PhoneServicesProxy.Tests.Audit;

public sealed class AuditReportTests
{
    private static readonly AuditedUrl Sound = new("SEP001122334455", PhoneUrl.File, "servicesURL", "http://gw/", LeadsTo.Gateway, "");

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(false, true, 4)]
    [InlineData(true, false, 1)]
    [InlineData(true, true, 1)]
    public void ExitCode_StoppedOrNot_IsNeverSoundWhenStopped(bool bypasses, bool wasStopped, int code) =>
        Assert.Equal(code, AuditReport.ExitCode(new([Sound with { Bypasses = bypasses }], 4000, 354, "n1") { WasStopped = wasStopped }));

    [Theory]
    [InlineData(4000, 354, 354, "Stopped after 354 of 4000 phones: of the others nothing is known.", "None of these bypasses the gateway.")]
    [InlineData(0, 0, 0, "Stopped before it was known which phones there are.", "Stopped before any file was read.")]
    public void Interruption_Stopped_SaysHowFarItCame(int asked, int done, int read, string said, string summary)
    {
        var result = new AuditResult([], asked, read, "n1") { Done = done, WasStopped = true };

        Assert.Equal(said, AuditReport.Interruption(result));
        Assert.EndsWith(summary, AuditReport.Text(result).TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing bypasses", AuditReport.Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_MenusFailed_CountsThemApartAndSaysWhy()
    {
        var unread = new AuditedUrl("SEP001122334455", PhoneUrl.Menu, "", "", LeadsTo.Unknown, "") { Title = "Services menu (n1: status 500)" };

        var text = AuditReport.Text(new([Sound, unread], 1, 1, "n1") { MenusUnread = 1 });

        Assert.Contains("1 phone: Services menu (n1: status 500)", text, StringComparison.Ordinal);
        Assert.Contains("The Services menus of 1 phone could not be read.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("were read, too", text, StringComparison.Ordinal);
    }
}
