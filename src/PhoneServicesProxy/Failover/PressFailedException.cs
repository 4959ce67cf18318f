namespace PhoneServicesProxy.Failover;

/// <summary>No node gave the page. What was tried stands in the <see cref="Press"/>.</summary>
internal sealed class PressFailedException() : Exception("No node gave the page.");
