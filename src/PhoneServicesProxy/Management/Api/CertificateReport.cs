namespace PhoneServicesProxy.Management.Api;

/// <summary>A certificate of one of the gateway's servers: the one in force, and a different one on disk.</summary>
/// <param name="Name">The server: <c>phones</c> or <c>management</c>.</param>
/// <param name="InForce">The certificate that clients get.</param>
/// <param name="Waiting">The certificate on disk that is not in force; null if there is none, or if it cannot be read.</param>
/// <param name="Reason">Why it is not in force: <c>held_back</c>, <c>expired</c>, <c>not_yet_valid</c>, <c>names</c>, <c>key</c> or <c>unusable</c>.</param>
/// <param name="Cause">The reason in words.</param>
/// <param name="Until">The end of its hold; null if it waits for something else.</param>
public sealed record CertificateReport(
    string Name, CertificateFacts? InForce, CertificateFacts? Waiting, string? Reason, string? Cause, DateTimeOffset? Until)
{
    /// <summary>The same in sentences: first the certificate in force, then the one on disk.</summary>
    public IReadOnlyList<string> Text => [.. Sentences()];

    private IEnumerable<string> Sentences()
    {
        yield return $"{Name}: in force: {InForce?.Text ?? "none"}.";
        if (Waiting is { } waiting)
        {
            // The cause of a hold repeats the fingerprint, so it is left out.
            yield return $"{Name}: WAITING on disk: {waiting.Text}. {(Until is { } until ? $"It is held back until {until:u}. To end that: PhoneServicesProxy certificates activate {Name}" : $"It is not in force: {Cause}")}.";
        }
        else if (Cause is not null)
        {
            yield return $"{Name}: no usable certificate on disk: {Cause}.";
        }
    }
}

/// <summary>The facts that an administrator needs to upload a certificate to CallManager.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Names">The names and addresses in the certificate.</param>
/// <param name="Fingerprint">The SHA-256 fingerprint.</param>
/// <param name="NotBefore">The start of its validity.</param>
/// <param name="NotAfter">The end of its validity.</param>
public sealed record CertificateFacts(
    string Subject, IReadOnlyList<string> Names, string Fingerprint, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>The same in words.</summary>
    public string Text => $"{Subject}, for {string.Join(", ", Names)}, valid from {NotBefore:u} until {NotAfter:u}, SHA-256 fingerprint {Fingerprint}";
}

/// <summary>The result of an order about a certificate.</summary>
/// <param name="Text">The result in words.</param>
public sealed record CertificateOrderResult(string Text);
