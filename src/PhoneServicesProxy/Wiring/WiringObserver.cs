using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Wiring;

/// <summary>Records which phones come here, and where their pages lead.</summary>
internal sealed class WiringObserver(PhonesSeen phones, UnroutedEntries entries)
{
    /// <param name="context">A request that matched a route and was answered.</param>
    /// <param name="service">The service.</param>
    /// <param name="outcome">The outcome for the phone. A refused request may come from a client that is no phone.</param>
    public void Ended(HttpContext context, string service, PressOutcome outcome)
    {
        if (outcome is PressOutcome.Refused or PressOutcome.NotLetIn)
        {
            return;
        }

        phones.Add(service, context);
        if (context.Features.Get<Press>() is { } press)
        {
            entries.Observe(press);
        }
    }
}
