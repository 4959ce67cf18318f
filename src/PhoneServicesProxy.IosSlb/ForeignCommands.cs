namespace PhoneServicesProxy.IosSlb;

/// <summary>
/// First words of commands for other parts of a router's configuration. If the indentation is lost, they end the mode before them.
/// If there is indentation, any word without it ends the mode.
/// </summary>
internal static class ForeignCommands
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "aaa", "access-list", "alias", "arp", "archive", "banner", "boot", "bridge", "call", "card", "cdp", "class-map", "clock",
        "config-register", "control-plane", "controller", "crypto", "default-gateway", "dial-peer", "diagnostic", "enable", "errdisable",
        "ephone", "ephone-dn", "event", "fabric", "flow", "gateway", "hostname", "interface", "ip", "ipv6", "isdn", "kerberos", "key",
        "l2tp-class", "lldp", "license", "line", "logging", "mac-address-table", "memory", "mgcp", "mls", "module", "monitor", "mpls",
        "multilink", "network-clock-select", "ntp", "parser", "password", "platform", "policy-map", "port-channel", "power",
        "privilege", "process", "prompt", "queue", "radius-server", "redundancy", "resource", "rmon", "route-map", "router", "scheduler",
        "service", "snmp", "snmp-server", "spanning-tree", "tacacs-server", "telephony-service", "tftp-server", "track", "udld",
        "upgrade", "username", "version", "vlan", "voice", "voice-card", "voice-port", "vpdn", "vrf", "vtp",
    };

    public static bool Contains(string word) => Words.Contains(word);
}
