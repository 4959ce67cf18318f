namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Tests with hundreds of phones: one of them at a time, beside those that leave the processors to others.</summary>
[CollectionDefinition(nameof(UnderLoad))]
public sealed class UnderLoad;
