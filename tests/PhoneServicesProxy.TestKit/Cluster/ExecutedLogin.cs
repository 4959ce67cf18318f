namespace PhoneServicesProxy.TestKit.Cluster;

/// <summary>An Extension Mobility login that a node executed, as recorded by its simulator.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Device">Device name.</param>
/// <param name="User">User id.</param>
/// <param name="Result">0 for a success, else the number that the phone shows.</param>
internal sealed record ExecutedLogin(string Node, string Device, string User, int Result);
