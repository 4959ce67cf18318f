namespace PhoneServicesProxy.Management.Api;

/// <summary>One service.</summary>
/// <param name="Service">The service: the name of its cluster.</param>
/// <param name="Title">Its name for humans.</param>
/// <param name="Totals">Key presses since the gateway started.</param>
/// <param name="LastMinute">Those of the last 60 seconds.</param>
/// <param name="Answers">Presses that got a node's page, in each second from <c>From</c> to <c>To</c>: ok, failed over and hedged.</param>
/// <param name="FailedOver">Those of them that took another node than the first, after a failure.</param>
/// <param name="Hedged">Those of them that took another node because the first was late.</param>
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
