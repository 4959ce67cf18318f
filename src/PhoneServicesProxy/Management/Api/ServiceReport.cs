namespace PhoneServicesProxy.Management.Api;

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
