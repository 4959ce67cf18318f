using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace PhoneServicesProxy.Management.Access;

/// <summary>The endpoint's certificate, and whose client certificates count. Both are read anew when their files were replaced.</summary>
internal sealed class ManagementTls
{
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    private readonly ReloadedFiles<SslStreamCertificateContext> _certificate;
    private readonly ReloadedFiles<X509Certificate2Collection>? _authorities;

    public ManagementTls(ManagementOptions options, TimeProvider time, ILogger<ManagementTls> logger)
    {
        var (file, keyFile) = (options.CertificateFile!, options.CertificateKeyFile);
        _certificate = new([file, string.IsNullOrEmpty(keyFile) ? file : keyFile], () => Read(file, keyFile), time, logger);
        if (options.ClientCaFile is { Length: > 0 } authorities)
        {
            _authorities = new([authorities], () => PemFiles.All(authorities), time, logger);
        }
    }

    public void Configure(HttpsConnectionAdapterOptions https)
    {
        // Kestrel wants one here; what counts is set for each connection, with the certificates between it and its authority.
        https.ServerCertificateSelector = (_, _) => _certificate.Value.TargetCertificate;
        https.OnAuthenticate = (_, connection) =>
        {
            connection.ServerCertificateSelectionCallback = null;
            connection.ServerCertificateContext = _certificate.Value;
        };
        if (_authorities is not null)
        {
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (certificate, chain, _) => IsIssued(certificate, chain);
        }
    }

    private bool IsIssued(X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(_authorities!.Value);
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.ApplicationPolicy.Add(ClientAuthentication);
        if (sent is not null)
        {
            policy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        return chain.Build(certificate);
    }

    private static SslStreamCertificateContext Read(string file, string? keyFile)
    {
        var between = PemFiles.All(file);
        between.RemoveAt(0);
        return SslStreamCertificateContext.Create(PemFiles.Pair(file, keyFile), between, offline: true);
    }
}
