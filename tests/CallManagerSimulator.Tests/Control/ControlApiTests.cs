using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CallManagerSimulator.Tests.Control;

public class ControlApiTests : ClusterTest
{
    private readonly HttpClient _control = new();

    protected override SimulatedClusterOptions Options => new() { ControlPort = 0, NodeNames = ["pub", "sub"] };

    [Theory]
    [InlineData("/nodes/nobody/fault/refuse", HttpStatusCode.NotFound, "Allowed: pub, sub")]
    [InlineData("/nodes/pub/fault/broken", HttpStatusCode.BadRequest, "Allowed: none, refuse")]
    [InlineData("/nodes/pub/fault/slow?delay=long", HttpStatusCode.BadRequest, "delay=3s")]
    [InlineData("/nowhere", HttpStatusCode.NotFound, "GET /nodes")]
    public async Task Post_Wrong_SaysWhatIsAllowed(string target, HttpStatusCode status, string expected)
    {
        using var response = await _control.PostAsync(At(target), null, Ct);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(NodeFault.None, Publisher.Fault);
    }

    [Fact]
    public async Task Post_Fault_StrikesThatNodeUntilDeleted()
    {
        using var set = await _control.PostAsync(At("/nodes/PUB/fault/slow?delay=3s&after-executing=true&path=/emapp"), null, Ct);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        Assert.Equal("slow delay=3s path=/emapp after-executing", Publisher.Fault.ToString());
        Assert.Equal(NodeFault.None, Subscriber.Fault);

        using var deleted = await _control.DeleteAsync(At("/nodes/pub/fault"), Ct);
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        Assert.Equal(NodeFault.None, Publisher.Fault);
    }

    [Fact]
    public async Task Get_NodesAndLogins_ShowWhatWasExecuted()
    {
        await GetTextAsync(Publisher, LoginPath);

        var nodes = await _control.GetFromJsonAsync<JsonElement>(At("/nodes"), Ct);
        var logins = await _control.GetFromJsonAsync<JsonElement>(At("/logins"), Ct);

        Assert.Equal("pub", nodes[0].GetProperty("name").GetString());
        Assert.Equal(Publisher.Address, nodes[0].GetProperty("address").Deserialize<Uri>());
        Assert.Equal("none", nodes[0].GetProperty("fault").GetString());
        Assert.Equal(1, nodes[0].GetProperty("counters").GetProperty("loginsExecuted").GetInt32());
        Assert.Equal(1, nodes[0].GetProperty("counters").GetProperty("paths").GetProperty("/emapp/EMAppServlet").GetInt32());
        Assert.Equal(Device, logins[0].GetProperty("device").GetString());
    }

    [Fact]
    public async Task Post_Reset_ClearsCounters()
    {
        await GetTextAsync(Publisher, LoginPath);

        using var response = await _control.PostAsync(At("/reset"), null, Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, Publisher.Counters.Requests);
        Assert.Empty(Cluster.ExecutedLogins);
    }

    private Uri At(string target) => new(Cluster.ControlAddress!, target);
}
