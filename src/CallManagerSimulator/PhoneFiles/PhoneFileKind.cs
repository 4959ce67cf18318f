namespace CallManagerSimulator.PhoneFiles;

/// <summary>How a simulated phone is configured. Phones take turns, in this order.</summary>
public enum PhoneFileKind
{
    /// <summary>Every URL leads to the gateway.</summary>
    Right,

    /// <summary>The Secured Services URL still names the first node.</summary>
    HalfWired,

    /// <summary>As <see cref="Right"/>, in a signed file.</summary>
    RightButSigned,

    /// <summary>Provisioning Internal: directories are the phone's own business.</summary>
    Internal,

    /// <summary>A URL services of its own, to the last node.</summary>
    Override,

    /// <summary>An encrypted file.</summary>
    Encrypted,

    /// <summary>XML that ends in the middle.</summary>
    Broken,
}
