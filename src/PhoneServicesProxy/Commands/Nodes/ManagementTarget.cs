namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>Where the management endpoint of a gateway is, and what opens it.</summary>
internal sealed record ManagementTarget
{
    public required Uri Url { get; init; }

    public required FoundKey Key { get; init; }

    /// <summary>A file with the certificate that the gateway itself uses; it need not be one for the address that is called.</summary>
    public string? KnownCertificate { get; init; }

    public string? Authorities { get; init; }

    public string? ClientCertificate { get; init; }

    public string? ClientCertificateKey { get; init; }
}
