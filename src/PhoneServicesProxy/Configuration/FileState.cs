using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Configuration;

/// <summary>Describes the state of files by link target, length and time, so a change can be detected.</summary>
internal static class FileState
{
    public static string Of(IEnumerable<string> files) => string.Join('|', files.Select(Of));

    /// <summary>Returns false if a file exists but the gateway has no descriptor left to open it. Then nothing is wrong with the file.</summary>
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

    /// <summary>The folder may also be a link. Kubernetes replaces that link, and the new files may have the same length and time.</summary>
    private static string? FolderOf(FileInfo file) =>
        file.Directory?.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.DirectoryName;
}
