namespace PhoneServicesProxy.TestKit.Processes;

internal static class DebianPackages
{
    private static readonly string[] Folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"];

    // Programs whose names differ from those of their packages.
    private static readonly Dictionary<string, string> PackageOf = new(StringComparer.Ordinal)
    {
        ["nginx"] = "nginx-light",
        ["dnsmasq"] = "dnsmasq-base",
        ["named-checkzone"] = "bind9-utils",
        ["ip"] = "iproute2",
        ["tc"] = "iproute2",
        ["promtool"] = "prometheus",
        ["redis-cli"] = "redis-tools",
        ["setpriv"] = "util-linux",
        ["prlimit"] = "util-linux",
        ["systemd-analyze"] = "systemd",
        ["systemd-socket-activate"] = "systemd",
        ["systemd-sysusers"] = "systemd",
        ["dpkg-deb"] = "dpkg",
        ["taskset"] = "util-linux",
    };

    /// <summary>Throws if a program is missing. The message has the command that installs it.</summary>
    public static void Require(params string[] programs)
    {
        var missing = programs.Where(program => Find(program) is null)
            .Select(program => PackageOf.GetValueOrDefault(program, program)).Distinct().ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidOperationException(
                $"Missing: {string.Join(", ", missing)}. Install with: apt-get install -y {string.Join(' ', missing)}");
        }
    }

    private static string? Find(string program) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
