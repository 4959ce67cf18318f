using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.PublicAddress;
using PhoneServicesProxy.Tests.Nodes;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>The URLs of a pool's servers: its other ports may be other applications.</summary>
public sealed class KnownServersTests
{
    private static readonly KnownNodes Sut = RewriteRules.NodesOf(
        Pools.Of(
            new() { ["publisher"] = new() { Address = "http://10.1.1.1:8080/" } },
            ("web", new()
            {
                Nodes = new()
                {
                    ["finesse"] = new() { Address = "http://10.1.2.1:8082/", Aliases = ["finesse-a"], Host = "agents.example.com" },
                    ["intranet"] = new() { Address = "http://10.1.5.1/", Aliases = ["intranet-1"] },
                    ["below"] = new() { Address = "http://10.1.6.1/with/path" },
                },
            })),
        []);

    [Theory]
    [InlineData("10.1.1.1", 443, true)]
    [InlineData("10.1.2.1", 8082, true)]
    [InlineData("10.1.2.1", 80, false)]
    [InlineData("10.1.2.1", 8443, false)]
    [InlineData("finesse-a", 8082, true)]
    [InlineData("finesse-a", 80, false)]
    [InlineData("agents.example.com", 80, true)]
    [InlineData("10.1.5.1", 80, true)]
    [InlineData("10.1.5.1", 443, true)]
    [InlineData("10.1.5.1", 8080, false)]
    [InlineData("INTRANET-1", 443, true)]
    [InlineData("10.1.6.1", 80, false)]
    public void Contains_ServerOfAPool_ItsOwnPortOnly(string host, int port, bool isKnown) => Assert.Equal(isKnown, Sut.Contains(host, port));
}
