namespace PhoneServicesProxy.SystemTests.Dashboards;

/// <summary>What the folder <c>deploy</c> ships.</summary>
internal static class Deployed
{
    public static string Folder(params string[] path) => Path.Combine([Root(), "deploy", .. path]);

    public static IEnumerable<string> Dashboards() => Directory.GetFiles(Folder("grafana", "dashboards"), "*.json").Order(StringComparer.Ordinal);

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "PhoneServicesProxy.sln")))
            directory = Path.GetDirectoryName(directory)!;

        return directory;
    }
}
