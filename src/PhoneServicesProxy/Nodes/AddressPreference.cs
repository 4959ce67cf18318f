namespace PhoneServicesProxy.Nodes;

/// <summary>The addresses of a name that become nodes. Without a choice, a machine with an IPv4 and an IPv6 address would become two nodes.</summary>
public enum AddressPreference
{
    /// <summary>A records, or AAAA records if the name has no A record.</summary>
    PreferIPv4,

    /// <summary>AAAA records, or A records if the name has no AAAA record.</summary>
    PreferIPv6,

    /// <summary>All addresses; each is a node.</summary>
    Both,
}
