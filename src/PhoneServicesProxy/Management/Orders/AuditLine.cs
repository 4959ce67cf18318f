using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace PhoneServicesProxy.Management.Orders;

/// <summary>One line of the audit log.</summary>
/// <param name="Time">When the order came.</param>
/// <param name="Who">The name of the key; empty where it was nobody's.</param>
/// <param name="Role">The rights of the key; null for none.</param>
/// <param name="From">The address that it came from.</param>
/// <param name="What">The operation, as OpenAPI names it: <c>drainNode</c>, <c>startWatch</c> …</param>
/// <param name="Target">The node or the phone; null where it is not known.</param>
/// <param name="Reason">The administrator's reason; null for none.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Text">What is in force now, or why it was refused; null where the status says it.</param>
/// <param name="LeftOut">How many refused orders before this one have no line, because there were too many; null for none.</param>
internal sealed record AuditLine(
    DateTimeOffset Time, string Who, ManagementRole? Role, string From, string What, string? Target, string? Reason, AuditResult Result, int Status, string? Text,
    long? LeftOut)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },

        // Letters of all languages stand as they are. What some readers take for the end of a line does not.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Whether the target is a phone.</summary>
    [JsonIgnore]
    public bool IsOfPhone { get; init; }

    /// <summary>For the gateway's own log, which never names a phone.</summary>
    public AuditLine WithoutPhone() => IsOfPhone ? this with { Target = "(not shown)", Text = null } : this;

    public override string ToString() => JsonSerializer.Serialize(this, Json);
}
