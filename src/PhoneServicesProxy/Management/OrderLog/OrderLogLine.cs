using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace PhoneServicesProxy.Management.OrderLog;

/// <summary>One line of the audit log.</summary>
/// <param name="Time">The time of the order.</param>
/// <param name="Who">The name of the key; empty if nobody has it.</param>
/// <param name="Role">The rights of the key; null if there is none.</param>
/// <param name="From">The client's address.</param>
/// <param name="What">The operation's OpenAPI name: <c>drainNode</c>, <c>startWatch</c> …</param>
/// <param name="Target">The node or the phone; null if unknown.</param>
/// <param name="Reason">The administrator's reason; null if none was given.</param>
/// <param name="Result">The result.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Text">The state in force now, or the reason for a refusal; null if the status says it.</param>
/// <param name="LeftOut">The number of refused orders before this one that were not recorded because there were too many; null for none.</param>
internal sealed record OrderLogLine(
    DateTimeOffset Time, string Who, ManagementRole? Role, string From, string What, string? Target, string? Reason, OrderOutcome Result, int Status, string? Text,
    long? LeftOut)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },

        // Letters of all languages are written unescaped. Characters that some readers take for a line end are escaped.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>True if the target is a phone.</summary>
    [JsonIgnore]
    public bool IsOfPhone { get; init; }

    /// <summary>For the gateway's own log, which never names a phone.</summary>
    public OrderLogLine WithoutPhone() => IsOfPhone ? this with { Target = "(not shown)", Text = null } : this;

    public override string ToString() => JsonSerializer.Serialize(this, Json);
}
