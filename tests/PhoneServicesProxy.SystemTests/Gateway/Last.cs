namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Tests that judge pages while the gateway restarts, or lacks files or time: one at a time, and beside them only the pair of gateways.</summary>
[CollectionDefinition(nameof(Last))]
public sealed class Last;
