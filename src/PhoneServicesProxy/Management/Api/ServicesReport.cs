namespace PhoneServicesProxy.Management.Api;

/// <summary>The presses of each service in the last minutes, second by second, for sparklines.</summary>
/// <param name="From">The first second, in seconds since 1970.</param>
/// <param name="To">The last complete second.</param>
/// <param name="Services">Every service, by name. <c>none</c> has the requests that no route matched.</param>
public sealed record ServicesReport(long From, long To, IReadOnlyList<ServiceReport> Services);

/// <summary>One service.</summary>
/// <param name="Service">The service: the name of its cluster.</param>
/// <param name="Title">Its title for people.</param>
/// <param name="Totals">Key presses since the gateway started.</param>
/// <param name="LastMinute">Key presses of the last 60 seconds.</param>
/// <param name="Answers">Presses that got a node's page, for each second from <c>From</c> to <c>To</c>: ok, failed over and hedged.</param>
/// <param name="FailedOver">Those that got another node's page after a failure.</param>
/// <param name="Hedged">Those that got another node's page because the first was late.</param>
/// <param name="Lost">Presses that got an old page or an error page.</param>
public sealed record ServiceReport(
    string Service,
    string Title,
    PressCounts Totals,
    PressCounts LastMinute,
    IReadOnlyList<long> Answers,
    IReadOnlyList<long> FailedOver,
    IReadOnlyList<long> Hedged,
    IReadOnlyList<long> Lost);

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

/// <summary>One more second of every service, to append to <c>/api/services</c>.</summary>
/// <param name="Second">The second, in seconds since 1970.</param>
/// <param name="Services">The services with presses in that second.</param>
public sealed record SecondReport(long Second, IReadOnlyList<ServiceSecond> Services);

/// <summary>One second of one service.</summary>
/// <param name="Service">The service: the name of its cluster.</param>
/// <param name="Presses">Key presses by outcome.</param>
public sealed record ServiceSecond(string Service, PressCounts Presses);
