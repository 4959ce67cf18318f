namespace PhoneServicesProxy.Configuration;

/// <summary>Tells whether files have changed: by where links lead, by length and by time.</summary>
internal static class FileState
{
    public static string Of(IEnumerable<string> files) => string.Join('|', files.Select(Of));

    private static string Of(string file)
    {
        try
        {
            var info = new FileInfo(file);
            var target = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
            return target.Exists ? $"{target.FullName} {target.Length} {target.LastWriteTimeUtc.Ticks}" : "none";
        }
        catch (IOException)
        {
            return "unreadable";
        }
    }
}
