namespace PhoneServicesProxy.Discovery;

/// <summary>Which addresses of a name are nodes. A machine that has both kinds would otherwise be two nodes.</summary>
public enum AddressPreference
{
    /// <summary>A records; AAAA records of a name that has no A record.</summary>
    PreferIPv4,

    /// <summary>AAAA records; A records of a name that has no AAAA record.</summary>
    PreferIPv6,

    /// <summary>All of them, each a node.</summary>
    Both,
}
