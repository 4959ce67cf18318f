namespace PhoneServicesProxy.Management.Overrides;

/// <summary>Where the gateway keeps what must survive a restart, unless the configuration names a file.</summary>
internal static class StateDirectory
{
    /// <summary>The directory that Debian's habits give a service of this name, and <c>StateDirectory=</c> makes.</summary>
    public const string OfService = "/var/lib/phone-services-proxy";

    public const string FileName = "state.json";

    /// <summary>The state file; null where nothing is to be kept.</summary>
    /// <param name="configured">The setting <c>StateFile</c>: null where it is not set, empty where nothing is to be kept.</param>
    /// <param name="environment">Variables of the process, as the configuration holds them.</param>
    public static string? FileOf(string? configured, IConfiguration environment) =>
        configured is { Length: > 0 } && !configured.Contains('\0', StringComparison.Ordinal) ? Path.GetFullPath(configured)
        : configured is not null ? null
        : Of(environment) is { } directory ? Path.Combine(directory, FileName)
        : null;

    /// <summary>systemd's <c>StateDirectory=</c> for a service, the user's own directory (XDG) for a program that a user starts.</summary>
    private static string? Of(IConfiguration environment)
    {
        // Several directories are separated by colons; ours is the first.
        if (environment["STATE_DIRECTORY"] is { Length: > 0 } service)
        {
            return service.Split(':')[0];
        }

        return OfUser(environment);
    }

    public static string? OfUser(IConfiguration environment) =>
        environment["XDG_STATE_HOME"] is { Length: > 0 } state ? Path.Combine(state, "phone-services-proxy")
        : environment["HOME"] is { Length: > 0 } home ? Path.Combine(home, ".local", "state", "phone-services-proxy")
        : null;
}
