namespace CallManagerSimulator.PhoneFiles;

/// <summary>The configuration of a simulated phone. Phones take these kinds in turn, in this order.</summary>
public enum PhoneFileKind
{
    /// <summary>Every URL leads to the gateway.</summary>
    Right,

    /// <summary>The Secured Services URL still names the first node.</summary>
    HalfWired,

    /// <summary>Like <see cref="Right"/>, in a signed file.</summary>
    RightButSigned,

    /// <summary>Provisioning Internal: the phone handles directories itself.</summary>
    Internal,

    /// <summary>Its own URL Services, which names the last node.</summary>
    Override,

    /// <summary>An encrypted file.</summary>
    Encrypted,

    /// <summary>XML that ends in the middle.</summary>
    Broken,
}
