namespace PhoneServicesProxy.Hosting;

/// <summary>The directory in which the program was started. It may have been removed, and then .NET can resolve no path and start no program.</summary>
internal static class StartDirectory
{
    /// <summary>Changes to the root directory if the current directory does not exist any more.</summary>
    /// <returns>True if it did not exist.</returns>
    public static bool LeaveIfGone()
    {
        try
        {
            Directory.GetCurrentDirectory();
            return false;
        }
        catch (IOException)
        {
            Directory.SetCurrentDirectory("/");
            return true;
        }
    }
}
