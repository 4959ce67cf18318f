namespace PhoneServicesProxy.Management.Api;

/// <summary>Key presses, by what the phone saw.</summary>
/// <param name="Ok">The page of the node that was asked first.</param>
/// <param name="FailedOver">The page of another node, after an attempt had failed. The user noticed nothing.</param>
/// <param name="Hedged">The page of another node, because the first was late. The user noticed nothing.</param>
/// <param name="StalePage">The last good page, because no node could answer.</param>
/// <param name="ErrorPage">A page that says that it did not work.</param>
/// <param name="Refused">No such route, a wrong method, a body too large: the gateway's own refusal of what no phone asks.</param>
/// <param name="Abandoned">The phone went away before it had an answer.</param>
/// <param name="Busy">A page, or a status, that says that the gateway is busy.</param>
/// <param name="NotLetIn">A page for a phone that is in none of the networks that phones may come from.</param>
public sealed record PressCounts(
    long Ok, long FailedOver, long Hedged, long StalePage, long ErrorPage, long Refused, long Abandoned, long Busy = 0, long NotLetIn = 0)
{
    /// <summary>Presses whose user did not get the page of today.</summary>
    internal long Lost => StalePage + ErrorPage + Busy + NotLetIn;
}
