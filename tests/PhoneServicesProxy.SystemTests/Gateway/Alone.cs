namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Tests with several processes and a load: beside them, and beside each other, waits would say nothing.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
