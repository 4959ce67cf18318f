namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class KnownNodesTests
{
    [Theory]
    [InlineData("10.1.1.1", 8081)] // an administrator's page, a third party's service
    [InlineData("10.1.1.1", 18080)]
    [InlineData("10.1.1.11", 8080)]
    [InlineData("10.1.1.1.example.com", 8080)]
    [InlineData("010.1.1.1", 8080)] // octal to some, decimal to others
    [InlineData("ccm-sub1.example", 80)]
    [InlineData("sub1", 80)]
    [InlineData("10.1.1.3", 80)] // who listens there, next to what forwards 18080?
    [InlineData("10.1.1.3", 8080)]
    [InlineData("10.9.9.9", 80)]
    [InlineData("10.9.9.8", 80)] // its pages are below /idle/, which is not routed here
    [InlineData("[2001:db8::3]", 8443)]
    [InlineData("", 80)]
    [InlineData(".", 80)]
    public void Contains_OthersHostOrPort_False(string host, int port) => Assert.False(Rewriting.Nodes.Contains(host, port));

    [Theory]
    [InlineData("10.1.1.1", 8080)] // as configured
    [InlineData("10.1.1.1", 80)] // its twin
    [InlineData("10.1.1.1", 8443)] // with https
    [InlineData("10.1.1.1", 443)]
    [InlineData("10.1.1.1.", 8080)]
    [InlineData("10.1.1.2", 8080)]
    [InlineData("CCM-SUB1", 80)]
    [InlineData("ccm-sub1.EXAMPLE.com", 8443)]
    [InlineData("ccm-sub1.example.com.", 8443)]
    [InlineData("10.1.1.3", 18080)]
    [InlineData("ccm-forwarded", 8080)] // a name of its own, with ports of its own
    [InlineData("ccm-forwarded", 18080)]
    [InlineData("ccm-host.example.com", 9080)] // what it is sent as Host, its pages may repeat
    [InlineData("ccm-host.example.com", 8443)]
    [InlineData("10.9.9.9", 8000)] // a destination of one cluster
    [InlineData("[2001:db8::1]", 8443)]
    [InlineData("[2001:0DB8:0000:0000:0000:0000:0000:0001]", 443)]
    [InlineData("[2001:db8::2]", 80)]
    [InlineData("[::ffff:10.1.1.1]", 8080)]
    [InlineData("[::ffff:a01:101]", 8080)]
    public void Contains_NodesHostAndPort_True(string host, int port) => Assert.True(Rewriting.Nodes.Contains(host, port));

    [Theory]
    [InlineData("10.1.1.3", true)]
    [InlineData("ccm-sub1.example.com", true)]
    [InlineData("example.com", false)]
    public void Contains_HostAlone_WhateverThePort(string host, bool expected) => Assert.Equal(expected, Rewriting.Nodes.Contains(host));

    [Fact]
    public void Contains_HostOfTwoNodes_PortsOfBoth()
    {
        var nodes = PhoneServicesProxy.PhoneXml.KnownNodes.Of([new(new("http://10.1.1.1:18080/"), null, []), new(new("http://10.1.1.1:18081/"), null, [])]);

        Assert.True(nodes.Contains("10.1.1.1", 18080));
        Assert.True(nodes.Contains("10.1.1.1", 18081));
    }

    [Theory]
    [InlineData(80, new[] { 80, 443 })]
    [InlineData(443, new[] { 80, 443 })]
    [InlineData(8080, new[] { 8080, 8443 })]
    [InlineData(8081, new[] { 8081 })]
    public void PortsOfServer_Port_IsItsPlainAndSecureOne(int port, int[] expected) => Assert.Equal(expected, PhoneServicesProxy.PhoneXml.KnownNodes.PortsOfServer(port));
}
