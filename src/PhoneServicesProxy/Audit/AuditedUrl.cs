using System.Text.Json.Serialization;

namespace PhoneServicesProxy.Audit;

/// <summary>One URL of one phone, and where it leads.</summary>
/// <param name="Device">The phone's name.</param>
/// <param name="Source">
/// <c>file</c>, an element of its configuration file; <c>service</c>, a provisioned service there; <c>menu</c>, an entry of its Services menu.
/// </param>
/// <param name="Name">The element, service or entry.</param>
/// <param name="Url">The URL without the values of its query; empty if there is none.</param>
/// <param name="LeadsTo">The server that it leads to.</param>
/// <param name="Advice">The change to make and its place; empty if nothing needs a change.</param>
internal sealed record AuditedUrl(string Device, string Source, string Name, string Url, LeadsTo LeadsTo, string Advice)
{
    /// <summary>The owner of the address: the node's name, or else the host.</summary>
    [JsonIgnore]
    public string Owner { get; init; } = "";

    /// <summary>The name that administrators know.</summary>
    [JsonIgnore]
    public string Title { get; init; } = "";

    /// <summary>True if the phone bypasses the gateway with this URL.</summary>
    [JsonIgnore]
    public bool Bypasses { get; init; }
}
