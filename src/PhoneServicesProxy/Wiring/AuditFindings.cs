namespace PhoneServicesProxy.Wiring;

/// <summary>What an audit found, in numbers: no phone is named.</summary>
/// <param name="Asked">How many phones were asked for.</param>
/// <param name="Read">How many phones' configuration files could be read.</param>
/// <param name="Bypassing">How many phones bypass the gateway somewhere.</param>
/// <param name="Unrouted">How many phones have a URL that leads to the gateway, which has no route for it.</param>
/// <param name="WasStopped">Whether it was stopped before all had been asked for.</param>
public sealed record AuditFindings(int Asked, int Read, int Bypassing, int Unrouted, bool WasStopped)
{
    internal bool IsPossible => Asked >= 0 && Read >= 0 && Read <= Asked && Bypassing >= 0 && Bypassing <= Asked && Unrouted >= 0 && Unrouted <= Asked;
}
