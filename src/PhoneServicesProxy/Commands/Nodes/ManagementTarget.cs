namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>The address of a gateway's management endpoint, and the credentials for it.</summary>
internal sealed record ManagementTarget
{
    public required Uri Url { get; init; }

    public required FoundKey Key { get; init; }

    /// <summary>A file with the gateway's own certificate. It is trusted even if it does not name the address.</summary>
    public string? KnownCertificate { get; init; }

    public string? Authorities { get; init; }

    public string? ClientCertificate { get; init; }

    public string? ClientCertificateKey { get; init; }
}
