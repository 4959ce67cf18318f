using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.TestKit.Certificates;

namespace PhoneServicesProxy.Tests.Certificates;

public sealed class ReloadingCertificateTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly FakeLogger<ReloadingCertificate> _logger = new();
    private readonly X509Certificate2 _first = TestCertificate.SelfSigned("phones");
    private readonly CertificateFiles _files;
    private readonly ReloadingCertificate _sut;
    private string? _activateAfter;

    public ReloadingCertificateTests()
    {
        _files = CertificateFiles.Of(_first);
        _sut = new("phones", () => new() { Path = _files.Certificate, KeyPath = _files.Key, ActivateAfter = _activateAfter }, _time, _logger);
        _sut.Load();
    }

    [Fact]
    public void Refresh_BetterOne_IsTaken()
    {
        using var next = TestCertificate.SelfSigned("phones", validFor: 200);
        Replace(next);

        Assert.Equal(next.Thumbprint, _sut.Current!.Certificate.Thumbprint);
        Assert.Null(_sut.Doubt);
    }

    [Theory]
    [InlineData("phones", -90, 60, "expired", "it expired on")]
    [InlineData("phones", 5, 60, "not_yet_valid", "it is not valid before")]
    [InlineData("others", -1, 60, "names", "it does not name phones, as the one in force does")]
    public void Refresh_WorseOne_WaitsAndSaysWhy(string name, int validFrom, int validFor, string reason, string words)
    {
        using var worse = TestCertificate.SelfSigned(name, validFrom, validFor);
        Replace(worse);
        _sut.Refresh();

        Assert.Equal(_first.Thumbprint, _sut.Current!.Certificate.Thumbprint);
        Assert.Equal(reason, _sut.Doubt!.Reason);
        Assert.Contains(words, _sut.Doubt.Text, StringComparison.Ordinal);
        var line = Assert.Single(_logger.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.Contains($"is not used: {_sut.Doubt.Text}. The previous valid one stays in force.", line.Message, StringComparison.Ordinal);
        Assert.Equal([("phones", reason)], Waiting());
    }

    [Fact]
    public void Refresh_NotYetValid_IsTakenWhenItIs()
    {
        using var later = TestCertificate.SelfSigned("phones", validFrom: 5, validFor: 90);
        Replace(later);
        _time.Advance(TimeSpan.FromDays(6));
        _sut.Refresh();

        Assert.Equal(later.Thumbprint, _sut.Current!.Certificate.Thumbprint);
        Assert.Empty(Waiting());
    }

    [Fact]
    public void Refresh_OthersNamesWhenTheOneInForceExpires_IsTaken()
    {
        using var others = TestCertificate.SelfSigned("others", validFor: 300);
        Replace(others);
        Assert.Equal("names", _sut.Doubt!.Reason);
        _time.Advance(TimeSpan.FromDays(100));
        _sut.Refresh();

        Assert.Equal(others.Thumbprint, _sut.Current!.Certificate.Thumbprint);
    }

    [Fact]
    public void Refresh_ExpiredInForceAndExpiredOnDisk_IsTaken()
    {
        using var expired = TestCertificate.SelfSigned("phones", validFor: 50);
        _time.Advance(TimeSpan.FromDays(100));
        Replace(expired);

        Assert.Equal(expired.Thumbprint, _sut.Current!.Certificate.Thumbprint);
    }

    /// <summary>For the events and the status page.</summary>
    [Fact]
    public void Refresh_WhatWaitsOrIsTaken_IsToldOnceWithItsTime()
    {
        var told = new List<string>();
        _sut.Changed += certificate => told.Add(certificate.Doubt?.Reason ?? "taken");
        _time.Advance(TimeSpan.FromHours(1));
        var since = _time.GetUtcNow();
        using var others = TestCertificate.SelfSigned("others", validFor: 300);
        Replace(others);
        _time.Advance(TimeSpan.FromHours(1));
        _sut.Refresh();
        Assert.Equal(since, _sut.DoubtSince);
        using var next = TestCertificate.SelfSigned("phones", validFor: 200);
        Replace(next);

        Assert.Equal(["names", "taken"], told);
    }

    [Theory]
    [InlineData("7.00:00:00", 7)]
    [InlineData("12:00", 0.5)]
    [InlineData(null, 3)]
    public void Refresh_HeldBack_IsTakenWhenItsTimeHasCome(string? after, double days)
    {
        _activateAfter = after ?? $"{_time.GetUtcNow().AddDays(3):yyyy-MM-ddTHH:mm:ssK}";
        using var next = TestCertificate.SelfSigned("phones", validFor: 200);
        Replace(next);
        var due = _time.GetUtcNow().AddDays(days);

        Assert.Equal(_first.Thumbprint, _sut.Current!.Certificate.Thumbprint);
        Assert.Equal([("phones", "held_back")], Waiting());
        Assert.InRange(_sut.Doubt!.Until!.Value, due.AddSeconds(-2), due);
        var line = Assert.Single(_logger.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Contains($"SHA-256 fingerprint {CertificateFingerprint.Of(next)}, for phones, valid until {_sut.Waiting!.NotAfter:u}", line.Message, StringComparison.Ordinal);
        Assert.Contains($"held back until {_sut.Doubt.Until:u}", line.Message, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(5));
        _sut.Refresh();
        Assert.Equal(_first.Thumbprint, _sut.Current!.Certificate.Thumbprint);
        _time.Advance(TimeSpan.FromSeconds(5));
        _sut.Refresh();

        Assert.Equal(next.Thumbprint, _sut.Current!.Certificate.Thumbprint);
        Assert.Empty(Waiting());
    }

    [Fact]
    public void Refresh_HeldBackBeyondTheEndOfTheOneInForce_IsTakenAnHourBeforeThat()
    {
        _activateAfter = "300.00:00:00";
        using var next = TestCertificate.SelfSigned("phones", validFor: 500);
        Replace(next);
        Assert.Equal(_sut.Current!.NotAfter - TimeSpan.FromHours(1), _sut.Doubt!.Until);
        Assert.Contains(", an hour before the one in force expires. Put it into CallManager's tomcat-trust", _sut.Doubt.Text, StringComparison.Ordinal);

        _time.Advance(_sut.Doubt.Until!.Value - _time.GetUtcNow());
        _sut.Refresh();

        Assert.Equal(next.Thumbprint, _sut.Current!.Certificate.Thumbprint);
    }

    [Fact]
    public void ActivateNow_HeldBack_IsTakenAndTheNextOneIsHeldBackAgain()
    {
        _activateAfter = "7.00:00:00";
        using var next = TestCertificate.SelfSigned("phones", validFor: 200);
        Assert.Null(_sut.ActivateNow("somebody"));
        Replace(next);

        Assert.NotNull(_sut.ActivateNow("somebody"));
        _sut.Refresh();

        Assert.Equal(next.Thumbprint, _sut.Current!.Certificate.Thumbprint);
        using var third = TestCertificate.SelfSigned("phones", validFor: 300);
        Replace(third);
        Assert.Equal("held_back", _sut.Doubt!.Reason);
    }

    [Fact]
    public void ActivateNow_WorseOne_WaitsAllTheSame()
    {
        _activateAfter = "7.00:00:00";
        using var others = TestCertificate.SelfSigned("others", validFor: 300);
        Replace(others);

        Assert.Null(_sut.ActivateNow("somebody"));
        Assert.Equal("names", _sut.Doubt!.Reason);
    }

    [Fact]
    public void Refresh_SameOneWrittenAgain_IsNotHeldBack()
    {
        _activateAfter = "7.00:00:00";
        Replace(_first);

        Assert.Null(_sut.Doubt);
    }

    [Fact]
    public void Refresh_NoLongerHeldBackAfterAReload_IsTaken()
    {
        _activateAfter = "7.00:00:00";
        using var next = TestCertificate.SelfSigned("phones", validFor: 200);
        Replace(next);
        _activateAfter = "";
        _sut.Refresh();

        Assert.Equal(next.Thumbprint, _sut.Current!.Certificate.Thumbprint);
    }

    [Fact]
    public void Load_ActivateAfterInTheFuture_SaysThatNothingCanBeHeldBack()
    {
        _activateAfter = "2999-01-01T00:00:00Z";
        _sut.Load();

        Assert.Contains("always uses the one on disk", Assert.Single(_logger.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refresh_Unreadable_WaitsUntilItIsRepaired()
    {
        File.WriteAllText(_files.Certificate, "nothing");
        _sut.Refresh();
        _sut.Refresh();
        Assert.Equal("unusable", _sut.Doubt!.Reason);

        Replace(_first);

        Assert.Null(_sut.Doubt);
    }

    [Theory]
    [InlineData(4096, 2048, "weaker")]
    [InlineData(2048, 1024, "weaker")]
    [InlineData(2048, 2048, null)]
    [InlineData(2048, 4096, null)]
    public void DoubtOf_KeySizes_NeverShrink(int current, int candidate, string? words)
    {
        var (one, two) = (Rsa(current), Rsa(candidate));

        var doubt = CertificateComparison.DoubtOf(two, one, _time.GetUtcNow());

        Assert.Equal(words is null ? null : "key", doubt?.Reason);
        Assert.Contains(words ?? "", doubt?.Text ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void DoubtOf_WildcardThatCoversTheName_IsNone()
    {
        using var one = TestCertificate.SelfSigned("a.example.com");
        using var two = TestCertificate.SelfSigned("*.example.com");

        Assert.Null(CertificateComparison.DoubtOf(Server(two), Server(one), _time.GetUtcNow()));
        Assert.Equal("names", CertificateComparison.DoubtOf(Server(one), Server(two), _time.GetUtcNow())!.Reason);
    }

    public void Dispose()
    {
        _files.Dispose();
        _first.Dispose();
    }

    private static ServerCertificate Rsa(int bits)
    {
        using var key = RSA.Create(bits);
        var now = TimeProvider.System.GetUtcNow();
        return Server(new CertificateRequest("CN=phones", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(90)));
    }

    private static ServerCertificate Server(X509Certificate2 certificate) => new(certificate, null!);

    private void Replace(X509Certificate2 certificate)
    {
        _files.Write(certificate);
        _sut.Refresh();
        _sut.Refresh();
    }

    private List<(string, string)> Waiting()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var found = new List<(string, string)>();
        _ = new CertificateGauges(meters, [_sut], _time);
        using var listener = new MeterListener { InstrumentPublished = (instrument, listener) => Enable(instrument, listener, meters.CreateGatewayMeter()) };
        listener.SetMeasurementEventCallback<int>((_, _, tags, _) => found.Add(((string)tags[0].Value!, (string)tags[1].Value!)));
        listener.Start();
        listener.RecordObservableInstruments();
        return found;
    }

    private static void Enable(Instrument instrument, MeterListener listener, Meter meter)
    {
        if (instrument.Meter == meter && instrument.Name == "phone_services.certificate.waiting")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }
}
