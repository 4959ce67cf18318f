using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Connections;

/// <summary>Makes a connection to a node a TLS connection, and checks the node's identity.</summary>
internal sealed partial class NodeHandshake(NodeTrusts trusts, ILogger<NodeHandshake> logger)
{
    private readonly Dictionary<string, (string Refusal, long Number)> _refused = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();
    private long _refusals;

    /// <exception cref="AuthenticationException">The node's certificate is not good, or no common version or cipher exists. The message says why.</exception>
    public async ValueTask<Stream> RunAsync(
        Stream connection, SocketsHttpConnectionContext context, SslClientAuthenticationOptions cluster, CancellationToken cancellationToken)
    {
        var before = Volatile.Read(ref _refusals);
        var trust = trusts.Of(context.DnsEndPoint);
        string? refusal = null;
        var tls = new SslStream(connection);
        try
        {
            await tls.AuthenticateAsClientAsync(Options(context, cluster, trust, why => refusal = why), cancellationToken);
            if (trust is not null)
            {
                ForgetRefusal(trust.Name, before);
            }

            return tls;
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            await tls.DisposeAsync();
            if (refusal is null)
            {
                throw new AuthenticationException($"No TLS with {Name(trust, context.DnsEndPoint)}: {NodeFailureText.OfHandshake(error)}", error);
            }

            LogOnce(Name(trust, context.DnsEndPoint), refusal);
            throw new AuthenticationException($"The certificate of {Name(trust, context.DnsEndPoint)} is not trusted: {refusal}.", error);
        }
    }

    private static SslClientAuthenticationOptions Options(
        SocketsHttpConnectionContext context, SslClientAuthenticationOptions cluster, NodeTrust? trust, Action<string> refuse)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = trust?.ServerName ?? context.DnsEndPoint.Host,
            // OpenSSL's default is not used, because it may have been widened for old phones.
#pragma warning disable CA5398
            EnabledSslProtocols = cluster.EnabledSslProtocols == SslProtocols.None ? SslProtocols.Tls12 | SslProtocols.Tls13 : cluster.EnabledSslProtocols,
#pragma warning restore CA5398
            // This is YARP's DangerousAcceptAnyServerCertificate. It applies to destinations that are not nodes.
            RemoteCertificateValidationCallback = cluster.RemoteCertificateValidationCallback,
        };
        if (context.InitialRequestMessage.Version.Major >= 2)
        {
            options.ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];
        }

        if (trust is not null)
        {
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                var refusal = trust.RefusalOf(certificate as X509Certificate2, chain, errors);
                if (refusal is not null)
                {
                    refuse(refusal);
                }

                return refusal is null;
            };
        }

        return options;
    }

    /// <summary>Each probe sees the same certificate, and several at once, so only a new refusal is logged.</summary>
    private void LogOnce(string node, string refusal)
    {
        lock (_gate)
        {
            var isNew = !_refused.TryGetValue(node, out var last) || last.Refusal != refusal;
            _refused[node] = (refusal, ++_refusals);
            if (!isNew)
            {
                return;
            }
        }

        LogRefused(node, refusal);
    }

    /// <summary>A handshake that began before the last refusal proves nothing: the certificate was trusted then.</summary>
    private void ForgetRefusal(string node, long before)
    {
        lock (_gate)
        {
            if (_refused.TryGetValue(node, out var last) && last.Number <= before)
            {
                _refused.Remove(node);
            }
        }
    }

    private static string Name(NodeTrust? trust, DnsEndPoint address) => trust?.Name ?? $"{address.Host}:{address.Port}";

    [LoggerMessage(1, LogLevel.Error, "The certificate of node {Node} is not trusted: {Refusal}. Nothing is sent to it.", EventName = "NodeCertificateRefused")]
    private partial void LogRefused(string node, string refusal);
}
