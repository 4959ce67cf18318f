namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Tests with hundreds of phones, or with programs that start all the time: one of them at a time, beside those that leave the processors to others.</summary>
[CollectionDefinition(nameof(UnderLoad))]
public sealed class UnderLoad;
