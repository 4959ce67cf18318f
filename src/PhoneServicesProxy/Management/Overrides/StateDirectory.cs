namespace PhoneServicesProxy.Management.Overrides;

/// <summary>The default directory for data that survives a restart.</summary>
internal static class StateDirectory
{
    /// <summary>The directory that <c>StateDirectory=</c> makes for a service of this name.</summary>
    public const string OfService = "/var/lib/phone-services-proxy";

    public const string FileName = "state.json";

    /// <summary>The state file; null if nothing is kept.</summary>
    /// <param name="configured">The setting <c>StateFile</c>: null if it is not set, empty to keep nothing.</param>
    /// <param name="environment">The environment variables.</param>
    public static string? FileOf(string? configured, IConfiguration environment) =>
        configured is { Length: > 0 } && !configured.Contains('\0', StringComparison.Ordinal) ? Path.GetFullPath(configured)
        : configured is not null ? null
        : Of(environment) is { } directory ? Path.Combine(directory, FileName)
        : null;

    /// <summary>systemd's <c>StateDirectory=</c> for a service; the user's own directory (XDG) otherwise.</summary>
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
