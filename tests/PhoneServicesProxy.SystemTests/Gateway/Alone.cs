namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Tests that judge how long phones wait, to a second or less, or that no node is taken for one that is down: others beside them would be felt.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
