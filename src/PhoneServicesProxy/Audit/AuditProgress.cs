namespace PhoneServicesProxy.Audit;

/// <summary>Shows the number of phones done on one line of a terminal. A script gets a writer that writes nothing.</summary>
internal sealed class AuditProgress(TextWriter terminal, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private long _last = time.GetTimestamp();
    private bool _hasLine;

    public void Show(int done, int of)
    {
        if (time.GetElapsedTime(_last) < Every)
        {
            return;
        }

        _last = time.GetTimestamp();
        _hasLine = true;
        terminal.Write($"\r{done} of {of} phones");
    }

    /// <summary>Ends the line, so later output begins on a new one.</summary>
    public void End()
    {
        if (_hasLine)
        {
            terminal.WriteLine();
        }
    }
}
