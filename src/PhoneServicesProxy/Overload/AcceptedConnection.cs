using System.Net.Sockets;

namespace PhoneServicesProxy.Overload;

/// <summary>A phone's connection on its way to Kestrel.</summary>
/// <param name="Socket">The socket.</param>
/// <param name="IsAdmitted">True if it was accepted during overload. Its first press is then served.</param>
internal readonly record struct AcceptedConnection(Socket Socket, bool IsAdmitted);
