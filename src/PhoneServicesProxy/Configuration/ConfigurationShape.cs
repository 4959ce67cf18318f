namespace PhoneServicesProxy.Configuration;

/// <summary>The parts of a configuration. Each feature defines its own, and the composition passes the complete list.</summary>
/// <param name="Sections">The sections by name, and the types that they are bound to.</param>
/// <param name="OfFramework">The sections that the framework reads.</param>
/// <param name="Read">Binds a draft and runs all validators.</param>
internal sealed record ConfigurationShape(
    IReadOnlyDictionary<string, Type> Sections, IReadOnlyList<string> OfFramework, Func<ConfigurationDraft, Task<GatewayConfiguration>> Read);
