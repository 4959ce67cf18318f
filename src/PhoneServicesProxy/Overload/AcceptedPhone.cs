using System.Net.Sockets;

namespace PhoneServicesProxy.Overload;

/// <param name="Socket">The phone's connection.</param>
/// <param name="IsAdmitted">It was let in although the gateway is overloaded, and so is its press.</param>
internal readonly record struct AcceptedPhone(Socket Socket, bool IsAdmitted);

/// <summary>
/// A connection that was let in although there was hardly room: its first press is served. Turned away behind routing after all, it would
/// have cost a third of its page for nothing.
/// </summary>
internal sealed class Admission
{
    private bool _used;

    /// <summary>True for the first press of the connection, which has one at a time.</summary>
    public bool TryUse() => !_used && (_used = true);
}
