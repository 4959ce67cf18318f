namespace PhoneServicesProxy.Configuration;

/// <summary>Tells when files differ from those that were read last. Files that are still being written are left alone until they stay the same for one look.</summary>
/// <param name="state">Describes the files as they are now.</param>
internal sealed class FileChanges(Func<string> state)
{
    private string _read = "";
    private string _seen = "";

    /// <summary>True where the files are as they were when they were read last.</summary>
    public bool IsNone => state() == _read;

    /// <summary>To be called periodically.</summary>
    /// <returns>True where the files have changed since they were read last, and not since the last look.</returns>
    public bool Look()
    {
        var before = _seen;
        _seen = state();
        return _seen == before && _seen != _read;
    }

    /// <summary>The files are about to be read as they are now.</summary>
    public void Reading() => _read = _seen = state();

    /// <summary>They could not be read: the next look reports a change.</summary>
    public void Forget() => _read = "";
}
