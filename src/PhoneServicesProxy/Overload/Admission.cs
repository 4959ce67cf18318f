namespace PhoneServicesProxy.Overload;

/// <summary>
/// Marks a connection that was accepted during overload. Its first press is served, because refusing the press after routing
/// would cost a third of serving it.
/// </summary>
internal sealed class Admission
{
    private bool _isUsed;

    /// <summary>Returns true for the first press of the connection. A connection has one press at a time, so no lock is needed.</summary>
    public bool TryUse() => !_isUsed && (_isUsed = true);
}
