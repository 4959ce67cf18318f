using System.Text.Json.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>
/// The configuration in force, defaults included, without secrets: a value is shown only where it is known to be none, and
/// <c>(not shown)</c> stands for every other.
/// </summary>
/// <param name="Files">The files that it was read from, later ones win; environment and command line come after them.</param>
/// <param name="Errors">Why the files as they are now are not in force; empty where they are.</param>
/// <param name="Overrides">What was ordered of nodes and stands above the configuration, by node; of nodes that it does not name at present, too.</param>
/// <param name="StateFile">Where that is kept; null for nowhere.</param>
/// <param name="Urls">Where phones come in.</param>
/// <param name="PhoneServices">The section PhoneServices.</param>
/// <param name="ReverseProxy">YARP's routes and clusters, completed with the nodes.</param>
/// <param name="Kestrel">The section Kestrel.</param>
/// <param name="Logging">The section Logging.</param>
public sealed record ConfigurationReport(
    IReadOnlyList<string> Files,
    IReadOnlyList<string> Errors,
    IReadOnlyDictionary<string, OverrideReport> Overrides,
    string? StateFile,
    string? Urls,
    JsonNode PhoneServices,
    JsonNode ReverseProxy,
    JsonNode Kestrel,
    JsonNode Logging);
