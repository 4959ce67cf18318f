using System.Runtime.Versioning;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.Tests.Overload;

[SupportedOSPlatform("linux")]
public sealed class PhoneListenerFactoryTests
{
    [Fact]
    public void Copy_EveryOptionOfTheTransport_IsInForce()
    {
        var options = new SocketTransportOptions
        {
            IOQueueCount = 3,
            MaxReadBufferSize = 4,
            MaxWriteBufferSize = 5,
            UnsafePreferInlineScheduling = true,
            WaitForDataBeforeAllocatingBuffer = false,
        };

        var copied = PhoneListenerFactory.Copy(options);

        foreach (var property in typeof(SocketConnectionFactoryOptions).GetProperties())
        {
            Assert.Equal(typeof(SocketTransportOptions).GetProperty(property.Name)!.GetValue(options), property.GetValue(copied));
        }
    }
}
