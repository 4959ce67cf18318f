namespace PhoneServicesProxy.Configuration;

/// <summary>What a configuration is made of. The features say so, and what lists them all hands it down.</summary>
/// <param name="Sections">Sections by name, and the types that they are bound to.</param>
/// <param name="OfFramework">Sections that the framework reads.</param>
/// <param name="Read">Binds a draft and has all validators look at it.</param>
internal sealed record ConfigurationShape(
    IReadOnlyDictionary<string, Type> Sections, IReadOnlyList<string> OfFramework, Func<ConfigurationDraft, Task<GatewayConfiguration>> Read);
