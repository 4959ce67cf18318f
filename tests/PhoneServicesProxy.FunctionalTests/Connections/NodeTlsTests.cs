using System.Net;
using System.Security.Cryptography.X509Certificates;
using CallManagerSimulator;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PhoneServicesProxy.FunctionalTests.Hosting;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.TestKit.Certificates;

namespace PhoneServicesProxy.FunctionalTests.Connections;

/// <summary>Which certificates of a node are good, for presses and for probes.</summary>
public sealed class NodeTlsTests : IDisposable
{
    private readonly X509Certificate2 _node = TestCertificate.SelfSigned("ccm-pub", validFrom: -400, validFor: 300);
    private readonly X509Certificate2 _other = TestCertificate.SelfSigned("ccm-sub");
    private readonly CertificateFiles _files = new();
    private readonly FakeLoggerProvider _logs = new();

    [Fact]
    public async Task Node_ShowsTheCertificateOfTheFile_AnswersPressesAndProbes()
    {
        await using var site = await StartAsync(_node, $"TrustedCertificateFile={_files.Trusting("trusted.pem", _other, _node)}");

        await site.AssertAnswersAsync();
    }

    [Fact]
    public async Task Node_ShowsTheCertificateOfTheFingerprint_AnswersPressesAndProbes()
    {
        await using var site = await StartAsync(_node, $"TrustedFingerprints:0={TestCertificate.Fingerprint(_other)}", $"TrustedFingerprints:1={TestCertificate.Fingerprint(_node)}");

        await site.AssertAnswersAsync();
    }

    [Fact]
    public async Task Node_SignedByAnAuthorityOfTheFile_MustNameTheNode()
    {
        using var root = TestCertificate.Authority("Company");
        using var byAddress = TestCertificate.Server("ccm-pub", root, IPAddress.Loopback);
        using var byName = TestCertificate.Server("ccm-pub", root);
        var trusted = $"TrustedCertificateFile={_files.Trusting("trusted.pem", root)}";

        await using (var site = await StartAsync(byAddress, trusted))
        {
            await site.AssertAnswersAsync();
        }

        await using (var site = await StartAsync(byName, trusted, "Aliases:0=CCM-PUB"))
        {
            await site.AssertAnswersAsync();
        }

        await using (var site = await StartAsync(byName, trusted))
        {
            await site.AssertRefusesAsync("it is none for 127.0.0.1");
        }
    }

    [Fact]
    public async Task Node_SignedByAnAuthorityButExpired_IsDown()
    {
        using var root = TestCertificate.Authority("Company");
        using var expired = TestCertificate.Server("ccm-pub", root, IPAddress.Loopback, validFrom: -1, validFor: 0);

        await using var site = await StartAsync(expired, $"TrustedCertificateFile={_files.Trusting("trusted.pem", root)}");

        await site.AssertRefusesAsync("expired");
    }

    [Fact]
    public async Task Node_IsNoLongerTrusted_TheLogNamesBothFingerprintsOnce()
    {
        var file = _files.Trusting("trusted.pem", _node);
        await using var site = await StartAsync(_node, $"TrustedCertificateFile={file}");
        await site.AssertAnswersAsync();

        _files.Trusting("trusted.pem", _other);
        await Eventually.IsAsync(site.IsDown);

        var line = Assert.Single(Logged("NodeCertificateRefused"));
        Assert.StartsWith("The certificate of node publisher is not trusted: ", line, StringComparison.Ordinal);
        Assert.Contains($"expected {Colons(_other)}, seen {Colons(_node)} (CN=ccm-pub)", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_ShowsAnotherCertificate_IsDownAndItsProbesNameBothFingerprints()
    {
        await using var site = await StartAsync(_node, $"TrustedFingerprints:0={TestCertificate.Fingerprint(_other)}");

        await site.AssertRefusesAsync($"expected {Colons(_other)}, seen {Colons(_node)} (CN=ccm-pub)");
    }

    [Fact]
    public async Task Node_NothingIsTrusted_IsDownAndTheLogSaysWhatToWrite()
    {
        await using var site = await StartAsync(_node);

        await site.AssertRefusesAsync("TrustedCertificateFile or TrustedFingerprints");
    }

    [Fact]
    public async Task Node_AnyCertificateAcceptedInSoManyWords_Answers()
    {
        await using var site = await StartAsync(_node, "DangerousAcceptAnyCertificate=true");

        await site.AssertAnswersAsync();
    }

    [Fact]
    public async Task File_Replaced_IsInForceForNewConnections()
    {
        var file = _files.Trusting("trusted.pem", _other);
        await using var site = await StartAsync(_node, $"TrustedCertificateFile={file}");
        await site.AssertRefusesAsync("expected");

        _files.Trusting("trusted.pem", _node);

        await Eventually.IsAsync(async () => (await site.MenuAsync()).Root == "CiscoIPPhoneMenu");
    }

    [Fact]
    public async Task File_Broken_WhatWasTrustedStays()
    {
        var file = _files.Trusting("trusted.pem", _node);
        await using var site = await StartAsync(_node, $"TrustedCertificateFile={file}");
        await site.AssertAnswersAsync();

        await File.WriteAllTextAsync(file, "-----BEGIN CERTIFICATE-----\nMIIB", TestContext.Current.CancellationToken);

        await Eventually.IsAsync(() => Logged("TrustedCertificatesKept").Any());
        Assert.Equal("CiscoIPPhoneMenu", (await site.MenuAsync()).Root);
    }

    [Fact]
    public async Task Node_OneIsNotTrusted_TheOthersAnswer()
    {
        await using var cluster = await SimulatedCluster.StartAsync(
            new() { NodeNames = ["bad", "good"], Certificates = [_other, _node] }, TestContext.Current.CancellationToken);
        var settings = cluster.Nodes.Select(node => $"--PhoneServices:Nodes:{node.Name}:TrustedFingerprints:0={TestCertificate.Fingerprint(_node)}");
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Calm.Settings, .. settings]);
        using var phone = new Phone(gateway.Address);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
            Assert.Equal("CiscoIPPhoneText", (await phone.LoginAsync()).Root);
        }

        Assert.Equal(0, cluster["bad"].Counters.Requests);
        Assert.Equal(5, cluster["good"].LoginsExecuted);
    }

    public void Dispose()
    {
        _node.Dispose();
        _other.Dispose();
        _files.Dispose();
        _logs.Dispose();
    }

    private IEnumerable<string> Logged(string name) =>
        _logs.Collector.GetSnapshot().Where(line => line.Id.Name == name).Select(line => line.Message);

    private static string Colons(X509Certificate2 certificate) => string.Join(':', TestCertificate.Fingerprint(certificate).Chunk(2).Select(pair => new string(pair)));

    private async Task<TrustSite> StartAsync(X509Certificate2 certificate, params string[] trust)
    {
        var cluster = await SimulatedCluster.StartAsync(
            new() { NodeNames = ["publisher"], Certificates = [certificate] }, TestContext.Current.CancellationToken);
        var gateway = await TestGateway.StartAsync(
            cluster,
            [
                "--Logging:LogLevel:Default=Information", "--Logging:Console:LogLevel:Default=None",
                .. trust.Select(setting => $"--PhoneServices:Nodes:publisher:{setting}"),
            ]);
        gateway.Get<ILoggerFactory>().AddProvider(_logs);
        await gateway.Get<ReadinessState>().WaitForFirstVerdictsAsync(TestContext.Current.CancellationToken);
        return new(cluster, gateway);
    }
}
