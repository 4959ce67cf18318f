using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Configuration;

/// <summary>Tells whether files have changed: by where links lead, by length and by time.</summary>
internal static class FileState
{
    public static string Of(IEnumerable<string> files) => string.Join('|', files.Select(Of));

    /// <summary>False where a file is there, and the gateway has no descriptor left to open it: nothing is wrong with the file.</summary>
    public static bool CanBeOpened(IEnumerable<string> files)
    {
        foreach (var file in files.Where(file => File.Exists(file) && FileKind.FaultOf(file) is null))
        {
            try
            {
                File.OpenHandle(file).Dispose();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                if (ExhaustionErrors.Of(error) is not null)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string Of(string file)
    {
        try
        {
            var info = new FileInfo(file);
            var target = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
            return target.Exists ? $"{FolderOf(target)} {target.Name} {target.Length} {target.LastWriteTimeUtc.Ticks}" : "none";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }

    /// <summary>A folder may be a link, too: Kubernetes swaps that one, perhaps for a folder whose files are as long and as old.</summary>
    private static string? FolderOf(FileInfo file) =>
        file.Directory?.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.DirectoryName;
}
