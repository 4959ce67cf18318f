using System.Globalization;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Processes;

public sealed class FreePortTests
{
    [Fact]
    public void OnLoopback_ManyTimes_NeverGivesAPortTwiceNorOneOfThoseForConnections()
    {
        var first = int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t')[0], CultureInfo.InvariantCulture);

        int[] ports = [.. Enumerable.Range(0, 200).Select(_ => FreePort.OnLoopback().Port)];

        Assert.Equal(ports.Length, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 1024, first - 1));
    }
}
