namespace PhoneServicesProxy.Failover;

/// <summary>The whole body of a request. It is read before a node is chosen, because it may go to several nodes.</summary>
internal sealed record PressBody(byte[] Bytes);
