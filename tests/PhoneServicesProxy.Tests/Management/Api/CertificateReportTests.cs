using PhoneServicesProxy.Commands.Nodes;
using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.Tests.Management.Api;

/// <summary>The sentences that the command and the status page show of a certificate.</summary>
public sealed class CertificateReportTests
{
    private static readonly DateTimeOffset Day = new(2026, 12, 6, 2, 0, 0, TimeSpan.Zero);
    private static readonly CertificateFacts Old = new("CN=old", ["gw.example.com", "10.1.0.10"], "AA:AA", Day.AddDays(-300), Day.AddDays(65));
    private static readonly CertificateFacts New = new("CN=new", ["gw.example.com"], "BB:BB", Day, Day.AddDays(365));

    private const string OldText = "CN=old, for gw.example.com, 10.1.0.10, valid from 2026-02-09 02:00:00Z until 2027-02-09 02:00:00Z, SHA-256 fingerprint AA:AA";
    private const string NewText = "CN=new, for gw.example.com, valid from 2026-12-06 02:00:00Z until 2027-12-06 02:00:00Z, SHA-256 fingerprint BB:BB";

    [Fact]
    public void Text_NothingWaits_IsTheOneInForce() =>
        Assert.Equal([$"phones: in force: {OldText}."], new CertificateReport("phones", Old, null, null, null, null).Text);

    [Fact]
    public void Text_HeldBack_HasBothFingerprintsAndTheOrder() => Assert.Equal(
        [
            $"phones: in force: {OldText}.",
            $"phones: WAITING on disk: {NewText}. It is held back until 2026-12-13 02:00:00Z. To end that: PhoneServicesProxy certificates activate phones.",
        ],
        new CertificateReport("phones", Old, New, "held_back", "it is held back", Day.AddDays(7)).Text);

    [Theory]
    [InlineData(true, "management: WAITING on disk: " + NewText + ". It is not in force: it has expired.")]
    [InlineData(false, "management: no usable certificate on disk: it has expired.")]
    public void Text_OnDiskIsAWorseOne_SaysWhyAndNamesNoOrder(bool isReadable, string sentence) =>
        Assert.Equal(sentence, new CertificateReport("management", Old, isReadable ? New : null, "expired", "it has expired", null).Text[1]);

    [Fact]
    public void Command_NoCertificate_SaysSo() => Assert.Equal("The gateway has no certificate of its own: https is not configured.", CertificatesCommand.Text([]));
}
