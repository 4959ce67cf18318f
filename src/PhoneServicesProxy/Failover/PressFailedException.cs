namespace PhoneServicesProxy.Failover;

/// <summary>No node gave the page. The <see cref="Press"/> has the attempts.</summary>
internal sealed class PressFailedException() : Exception("No node gave the page.");
