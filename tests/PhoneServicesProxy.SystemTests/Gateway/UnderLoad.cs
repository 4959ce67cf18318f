namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Tests with hundreds of phones: one of them at a time, beside those that have only a few.</summary>
[CollectionDefinition(nameof(UnderLoad))]
public sealed class UnderLoad;
