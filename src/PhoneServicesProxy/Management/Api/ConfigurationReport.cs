using System.Text.Json.Nodes;

namespace PhoneServicesProxy.Management.Api;

/// <summary>The configuration in force, with defaults and without secrets. Values that could be secret are replaced by <c>(not shown)</c>.</summary>
/// <param name="Files">The files that it was read from; later ones win. Environment and command line come after them.</param>
/// <param name="Errors">Why the files on disk are not in force; empty if they are.</param>
/// <param name="Overrides">The overrides by node, also those of nodes that are not in the configuration now.</param>
/// <param name="StateFile">The file that keeps the overrides; null if they are not kept.</param>
/// <param name="Urls">The addresses for phones.</param>
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
