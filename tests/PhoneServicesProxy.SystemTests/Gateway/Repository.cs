namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Where the files lie that are shipped and shown.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "PhoneServicesProxy.sln")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return directory;
    }
}
