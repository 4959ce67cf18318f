namespace PhoneServicesProxy.Wiring;

/// <summary>The result of an audit in numbers. No phone is named.</summary>
/// <param name="Asked">The number of phones that were asked for.</param>
/// <param name="Read">The number of phones whose configuration file could be read.</param>
/// <param name="Bypassing">The number of phones that bypass the gateway somewhere.</param>
/// <param name="Unrouted">The number of phones with a URL that leads to the gateway but matches no route.</param>
/// <param name="WasStopped">True if the audit was stopped before all phones were asked for.</param>
public sealed record AuditFindings(int Asked, int Read, int Bypassing, int Unrouted, bool WasStopped)
{
    internal bool IsPossible => Asked >= 0 && Read >= 0 && Read <= Asked && Bypassing >= 0 && Bypassing <= Asked && Unrouted >= 0 && Unrouted <= Asked;
}
