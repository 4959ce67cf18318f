using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Detects that files differ from those that were last read. Files that are still being written count only after they have been unchanged for one check.
/// </summary>
/// <param name="state">Describes the current state of the files.</param>
internal sealed class FileChanges(Func<string> state)
{
    private string _read = "";
    private string _seen = "";

    /// <summary>True if the files are unchanged since they were last read.</summary>
    public bool IsUnchanged => state() == _read;

    /// <summary>Checks the files. It must be called periodically.</summary>
    /// <returns>True if the files have changed since they were last read, but not since the previous check.</returns>
    public bool Check()
    {
        var before = _seen;
        _seen = state();
        return _seen == before && _seen != _read;
    }

    /// <summary>Must be called just before the files are read.</summary>
    public void MarkRead() => _read = _seen = state();

    /// <summary>Checks the files, and reads them if they have changed.</summary>
    public void ReadIfChanged(Action read)
    {
        if (!Check())
        {
            return;
        }

        MarkRead();
        try
        {
            read();
        }
        catch (IOException error) when (ExhaustionErrors.Of(error) is not null)
        {
            // The gateway lacks a descriptor at the moment. The next check may succeed.
            _read = "";
        }
    }
}
