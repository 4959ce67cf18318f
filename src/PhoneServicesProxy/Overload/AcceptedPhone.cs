using System.Net.Sockets;

namespace PhoneServicesProxy.Overload;

/// <param name="Socket">The phone's connection.</param>
/// <param name="IsAdmitted">It was let in although the gateway is overloaded, and so is its press.</param>
internal readonly record struct AcceptedPhone(Socket Socket, bool IsAdmitted);
