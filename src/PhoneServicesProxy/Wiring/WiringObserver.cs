using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Wiring;

/// <summary>Learns from presses which phones come here, and where pages lead them.</summary>
internal sealed class WiringObserver(PhonesSeen phones, UnroutedEntries entries)
{
    /// <param name="context">A request that a route took, and that has been answered.</param>
    /// <param name="service">The service.</param>
    /// <param name="outcome">What the phone saw; what is refused need not be a phone.</param>
    public void Ended(HttpContext context, string service, PressOutcome outcome)
    {
        if (outcome is PressOutcome.Refused or PressOutcome.NotLetIn)
        {
            return;
        }

        phones.Add(service, context);
        if (context.Features.Get<Press>() is { } press)
        {
            entries.Look(press);
        }
    }
}
