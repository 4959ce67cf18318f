namespace PhoneServicesProxy.Failover;

/// <summary>The whole body of a request, read before a node is chosen, so that it can be sent to several.</summary>
internal sealed record PressBody(byte[] Bytes);
