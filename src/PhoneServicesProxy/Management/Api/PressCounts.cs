namespace PhoneServicesProxy.Management.Api;

/// <summary>Key presses by outcome.</summary>
/// <param name="Ok">Pages of the first node.</param>
/// <param name="FailedOver">Pages of another node after a failed attempt. The user noticed nothing.</param>
/// <param name="Hedged">Pages of another node because the first was late. The user noticed nothing.</param>
/// <param name="StalePage">Last good pages, because no node could answer.</param>
/// <param name="ErrorPage">Error pages.</param>
/// <param name="Refused">Requests that the gateway refused and that no phone sends: an unknown path, a wrong method, a body too large.</param>
/// <param name="Abandoned">Presses that the phone gave up before the answer.</param>
/// <param name="Busy">Pages or statuses that say that the gateway is busy.</param>
/// <param name="NotLetIn">Pages for phones outside the allowed networks.</param>
public sealed record PressCounts(
    long Ok, long FailedOver, long Hedged, long StalePage, long ErrorPage, long Refused, long Abandoned, long Busy = 0, long NotLetIn = 0)
{
    /// <summary>Presses without a current page.</summary>
    internal long Lost => StalePage + ErrorPage + Busy + NotLetIn;
}
