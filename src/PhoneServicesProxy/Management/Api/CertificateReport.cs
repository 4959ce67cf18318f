namespace PhoneServicesProxy.Management.Api;

/// <summary>A certificate of one of the gateway's servers: the one that clients are shown, and the one on disk if that is another.</summary>
/// <param name="Name">What it is for: <c>phones</c> or <c>management</c>.</param>
/// <param name="InForce">The one that clients are shown.</param>
/// <param name="Waiting">The one on disk that is not in force; null if there is none, or if it cannot be read.</param>
/// <param name="Reason">Why not: <c>held_back</c>, <c>expired</c>, <c>not_yet_valid</c>, <c>names</c>, <c>key</c> or <c>unusable</c>.</param>
/// <param name="Cause">The same in words.</param>
/// <param name="Until">Until when it is held back; null if it waits for something else.</param>
public sealed record CertificateReport(
    string Name, CertificateFacts? InForce, CertificateFacts? Waiting, string? Reason, string? Cause, DateTimeOffset? Until)
{
    /// <summary>The same in sentences: the certificate in force, then the one on disk if that is another.</summary>
    public IReadOnlyList<string> Text => [.. Sentences()];

    private IEnumerable<string> Sentences()
    {
        yield return $"{Name}: in force is {InForce?.Text ?? "none"}.";
        if (Waiting is { } waiting)
        {
            // A certificate that is held back has its fingerprint in the cause, too.
            yield return $"{Name}: on disk WAITS {waiting.Text}. {(Until is { } until ? $"It is held back until {until:u}; to end that: PhoneServicesProxy certificates activate {Name}" : $"It is not in force: {Cause}")}.";
        }
        else if (Cause is not null)
        {
            yield return $"{Name}: on disk is none that can be used: {Cause}.";
        }
    }
}

/// <summary>What somebody has to know of a certificate who uploads it to CallManager.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Names">The names and addresses that it is for.</param>
/// <param name="Fingerprint">Its SHA-256 fingerprint.</param>
/// <param name="NotBefore">From when it is valid.</param>
/// <param name="NotAfter">Until when.</param>
public sealed record CertificateFacts(
    string Subject, IReadOnlyList<string> Names, string Fingerprint, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>The same in words.</summary>
    public string Text => $"{Subject}, for {string.Join(", ", Names)}, valid from {NotBefore:u} until {NotAfter:u}, SHA-256 fingerprint {Fingerprint}";
}

/// <summary>What has become of an order about a certificate.</summary>
/// <param name="Text">In words.</param>
public sealed record CertificateOrderResult(string Text);
