namespace PhoneServicesProxy.Tests;

/// <summary>The source that the tests were built from.</summary>
internal static class Repository
{
    public static readonly string Root = Find();

    private static string Find()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "PhoneServicesProxy.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("This runs outside of the repository.");
        }

        return directory;
    }
}
