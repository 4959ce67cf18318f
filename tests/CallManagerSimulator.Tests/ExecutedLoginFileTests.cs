using System.Text.Json;

namespace CallManagerSimulator.Tests;

public sealed class ExecutedLoginFileTests : ClusterTest, IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    protected override SimulatedClusterOptions Options => new() { LoginFile = _file };

    [Fact]
    public async Task Login_NeverAnswered_IsInTheFile()
    {
        await Publisher.SetFaultAsync(NodeFault.Parse("hang after-executing"), Ct);

        var login = GetTextAsync(Publisher, LoginPath);
        await WaitForAsync(() => Users().Any());

        Assert.Equal(["user1"], Users());
        Assert.False(login.IsCompleted);
    }

    [Fact]
    public async Task Login_NotExecuted_IsNotInTheFile()
    {
        await Publisher.SetFaultAsync(NodeFault.Parse("500"), Ct);

        await GetTextAsync(Publisher, LoginPath);
        await GetTextAsync(Subscriber, EmPath);

        Assert.Empty(Users());
    }

    [Fact]
    public async Task Login_AfterARestart_FollowsTheEarlierOnes()
    {
        await GetTextAsync(Publisher, LoginPath);

        await using var restarted = await SimulatedCluster.StartAsync(Options, Ct);
        await GetTextAsync(restarted.Nodes[1], LoginPath.Replace("user1", "user2", StringComparison.Ordinal));

        Assert.Equal(["user1", "user2"], Users());
    }

    public void Dispose() => File.Delete(_file);

    private IEnumerable<string?> Users() =>
        File.ReadLines(_file).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("User").GetString());
}
