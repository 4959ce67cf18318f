using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.TestKit.Certificates;

namespace PhoneServicesProxy.Tests.Certificates;

public sealed class CertificateAlarmTests : IDisposable
{
    private readonly CertificateFiles _files;
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly FakeLogger<CertificateAlarm> _logger = new();
    private readonly ReloadingCertificate _certificate;
    private readonly CertificateAlarm _sut;

    public CertificateAlarmTests()
    {
        using var certificate = TestCertificate.SelfSigned("phones", validFor: 61);
        _files = CertificateFiles.Of(certificate);
        _certificate = new("phones", () => new() { Path = _files.Certificate, KeyPath = _files.Key }, _time, NullLogger<ReloadingCertificate>.Instance);
        _certificate.Load();
        _sut = new([_certificate], _time, _logger);
    }

    [Fact]
    public void Check_MoreThanThirtyDaysLeft_IsSilent()
    {
        _sut.Check();

        Assert.Empty(_logger.Collector.GetSnapshot());
    }

    /// <summary>Https fails for everybody then, and no phone says why.</summary>
    [Fact]
    public void Check_KeyThatTheTlsLibraryRefuses_IsAnError()
    {
        using var weak = TestCertificate.SelfSignedRsa("phones", 1024);
        using var files = CertificateFiles.Of(weak);
        ReloadingCertificate certificate = new("phones", () => new() { Path = files.Certificate, KeyPath = files.Key }, _time, NullLogger<ReloadingCertificate>.Instance);
        certificate.Load();

        new CertificateAlarm([certificate], _time, _logger).Check();

        var line = Assert.Single(_logger.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.Equal(
            "The certificate for phones, CN=phones, cannot be used, because the TLS library of this machine refuses it (ee key too small): every https connection fails. Replace its files; no restart is needed.",
            line.Message);
    }

    [Fact]
    public void Check_LessThanThirtyDaysLeft_WarnsOnceADay()
    {
        _time.Advance(TimeSpan.FromDays(31));
        for (var hour = 0; hour < 72; hour++)
        {
            _sut.Check();
            _time.Advance(TimeSpan.FromHours(1));
        }

        var lines = _logger.Collector.GetSnapshot();
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Equal(LogLevel.Warning, line.Level));
        Assert.Contains("for phones, CN=phones, expires in 28 days", lines[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_Expired_IsAnErrorOnceADay()
    {
        _time.Advance(TimeSpan.FromDays(61));
        _sut.Check();
        _time.Advance(TimeSpan.FromDays(1));
        _sut.Check();

        var lines = _logger.Collector.GetSnapshot();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Equal(LogLevel.Error, line.Level));
    }

    [Fact]
    public void Check_Replaced_IsJudgedAtOnceAndAnew()
    {
        _time.Advance(TimeSpan.FromDays(61));
        _sut.Check();
        using var fresh = TestCertificate.SelfSigned("phones", validFor: 200);
        _files.Write(fresh);
        _certificate.Refresh();
        _certificate.Refresh();
        _sut.Check();
        using var short_ = TestCertificate.SelfSigned("phones", validFor: 70);
        _files.Write(short_);
        _certificate.Refresh();
        _certificate.Refresh();
        _sut.Check();

        Assert.Equal(["CertificateExpired", "CertificateExpires"], _logger.Collector.GetSnapshot().Select(line => line.Id.Name));
    }

    public void Dispose() => _files.Dispose();
}
