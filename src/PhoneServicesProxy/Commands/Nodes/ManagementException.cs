namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>A command could not do its work at a running gateway; the message says why and what to do.</summary>
internal sealed class ManagementException(string message) : Exception(message);
