using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Sessions;

namespace PhoneServicesProxy.Tests.Sessions;

public sealed class SessionMarksTests
{
    [Theory]
    [InlineData("http://10.1.1.1:8080/", "http://10.1.1.1:8080/")]
    [InlineData("http://10.1.1.1:8080/", "http://10.1.1.1/")]
    [InlineData("http://10.1.1.1:8080/", "https://10.1.1.1:8443/")]
    [InlineData("http://CCM-Sub1.example.com:8080/", "http://ccm-sub1.example.com.:8080/")]
    [InlineData("http://[2001:DB8::0:1]:8080/", "http://[2001:db8::1]/")]
    [InlineData("http://10.1.1.1:18080/", "http://10.1.1.1:18080/idle/")]
    public void Of_SameNodeOnAnotherGatewayOrInAnotherCluster_SameMark(string one, string other) =>
        Assert.Equal(Marks.Of(one, "http://b/").Of(Marks.At(one)), Marks.Of("http://c/", other, "http://a/").Of(Marks.At(other)));

    [Theory]
    [InlineData("http://10.1.1.1:8080/", "http://10.1.1.2:8080/")]
    [InlineData("http://10.1.1.1:18080/", "http://10.1.1.1:18081/")]
    [InlineData("http://10.1.1.1:8080/", "http://10.1.1.1:80/")] // two nodes of one cluster are two nodes
    public void Of_OtherNode_OtherMark(string one, string other)
    {
        var marks = Marks.Of(one, other);

        Assert.NotEqual(marks.Of(Marks.At(one)), marks.Of(Marks.At(other)));
    }

    [Fact]
    public void Of_KnownAddress_NeverChanges() => Assert.Equal(".x7ryilw", Marks.Of("http://10.1.1.1:8080/").Of(Marks.At("http://10.1.1.1:8080/")));

    [Fact]
    public void Of_NodeThatTheConfigurationHasJustLost_ItsOwnMark() =>
        Assert.Equal(Marks.Of("http://a:8080/").Of(Marks.Node("a")), Marks.None.Of(Marks.Node("a")));

    [Fact]
    public void Of_ClusterWithoutNodesYet_OthersHaveTheirMarks()
    {
        var marks = SessionMarks.Of(new Dictionary<string, NodeOptions>(), [new() { ClusterId = "empty" }, Marks.Cluster("http://a:8080/")]);

        Assert.Equal(Marks.Of("http://a:8080/").Of(Marks.Node("a")), marks.Find(marks.Of(Marks.Node("a"))));
    }

    [Fact]
    public void Of_ThousandsOfNodes_AllDifferentOnEveryGateway()
    {
        string[] nodes = [.. Enumerable.Range(0, 20_000).Select(i => $"http://node{i}:8080/")];
        var (one, other) = (Marks.Of(nodes), Marks.Of([.. nodes.Reverse()]));

        string[] marks = [.. nodes.Select(node => one.Of(Marks.At(node)))];

        Assert.True(nodes.Select(node => SessionMark.Of(new Uri(node).Host)).Distinct().Count() < nodes.Length, "None was alike: the test shows nothing.");
        Assert.Equal(nodes.Length, marks.Distinct().Count());
        Assert.Equal(marks, nodes.Select(node => other.Of(Marks.At(node))));
        Assert.All(marks, mark => Assert.Equal(2, SessionMark.IndexIn("ID" + mark)));
    }

    [Fact]
    public void Find_MarkOfAnotherGatewayByAnAlias_SameNode()
    {
        var byAddress = Marks.Of(new NodeOptions { Address = "http://10.1.1.1:8080/", Aliases = ["CCM-Sub1.", "[2001:db8::1]"] });

        foreach (var other in new[] { "http://ccm-sub1/", "http://[2001:db8::1]:8080/", "http://10.1.1.1/" })
        {
            Assert.Equal(byAddress.Of(Marks.At("http://10.1.1.1:8080/")), byAddress.Find(Marks.Of(other).Of(Marks.At(other))));
        }
    }

    [Theory]
    [InlineData(".x7zzzzz")]
    [InlineData("")]
    public void Find_NoNodesMark_Null(string mark) => Assert.Null(Marks.Of("http://a/").Find(mark));
}
