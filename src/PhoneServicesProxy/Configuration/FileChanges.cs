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
    public bool IsNone => state() == _read;

    /// <summary>Checks the files. It must be called periodically.</summary>
    /// <returns>True if the files have changed since they were last read, but not since the previous check.</returns>
    public bool Look()
    {
        var before = _seen;
        _seen = state();
        return _seen == before && _seen != _read;
    }

    /// <summary>Must be called just before the files are read.</summary>
    public void Reading() => _read = _seen = state();

    /// <summary>Must be called if the files could not be read. A later check then reports a change.</summary>
    public void Forget() => _read = "";
}
