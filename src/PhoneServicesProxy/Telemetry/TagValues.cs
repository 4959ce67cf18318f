using System.Collections.Frozen;
using System.Text.Json;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Telemetry;

/// <summary>The values of tags, made once: names in snake case.</summary>
internal static class TagValues
{
    public const string LastGoodPages = "last_good";
    public const string IdlePages = "idle";

    private static readonly FrozenDictionary<PressOutcome, string> Outcomes = Names<PressOutcome>();
    private static readonly FrozenDictionary<AttemptFailure, string> Failures = Names<AttemptFailure>();
    private static readonly FrozenDictionary<AttemptKind, string> Kinds = Names<AttemptKind>();
    private static readonly FrozenDictionary<NodeCondition, string> Conditions = Names<NodeCondition>();
    private static readonly FrozenDictionary<NodeState, string> States = Names<NodeState>();
    private static readonly FrozenDictionary<LookupFailure, string> LookupFailures = Names<LookupFailure>();

    private static readonly FrozenDictionary<RefusalReason, string> RefusalReasons = Names<RefusalReason>();

    public static string Of(RefusalReason reason) => RefusalReasons[reason];

    public static string Of(PressOutcome outcome) => Outcomes[outcome is PressOutcome.Busy or PressOutcome.NotLetIn ? PressOutcome.Refused : outcome];

    public static string Of(AttemptFailure failure) => Failures[failure];

    public static string Of(AttemptKind kind) => Kinds[kind];

    public static string Of(NodeCondition condition) => Conditions[condition];

    public static string Of(NodeState state) => States[state];

    public static string Of(LookupFailure failure) => LookupFailures[failure];

    public static string OutcomeOf(Attempt attempt) => attempt.Cancelled ? "cancelled" : attempt.Won ? "ok" : "failed";

    private static FrozenDictionary<T, string> Names<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
}
