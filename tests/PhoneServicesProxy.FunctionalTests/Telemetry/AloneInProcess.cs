namespace PhoneServicesProxy.FunctionalTests.Telemetry;

/// <summary>
/// Tests that read <c>/metrics</c>. A meter provider hears all meters of a process, takes those of one name for one, and forgets
/// their metrics as soon as one of them is disposed of: so no other gateway may end meanwhile.
/// </summary>
[CollectionDefinition(nameof(AloneInProcess), DisableParallelization = true)]
public sealed class AloneInProcess;
