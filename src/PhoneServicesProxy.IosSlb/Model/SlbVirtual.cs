using System.Net;

namespace PhoneServicesProxy.IosSlb.Model;

/// <summary>The address that clients connect to.</summary>
/// <param name="Address">The virtual address.</param>
/// <param name="Protocol">tcp, udp, or another one.</param>
/// <param name="Port">0 means every port.</param>
internal sealed record SlbVirtual(IPAddress Address, string Protocol, int Port)
{
    public override string ToString() => $"{Address} {Protocol} {Port}";
}
