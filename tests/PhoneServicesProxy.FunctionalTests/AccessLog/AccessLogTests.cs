using System.Globalization;
using System.Net;
using CallManagerSimulator;
using PhoneServicesProxy.AccessLog;
using PhoneServicesProxy.FunctionalTests.Hosting;

namespace PhoneServicesProxy.FunctionalTests.AccessLog;

/// <summary>One line for each press, and nothing in it of what was asked with.</summary>
public sealed class AccessLogTests : IDisposable
{
    private const string AccessLog = "--PhoneServices:AccessLog";

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-access-log").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_directory, "logs");

    private string[] Settings => [.. Calm.Settings, "--PhoneServices:Nodes:publisher:Priority=0", $"{AccessLog}:Enabled=true", $"{AccessLog}:Directory={Folder}"];

    [Fact]
    public async Task Press_IsOneLineWithServiceOutcomeNodeWaitBytesAndRoute()
    {
        await using var cluster = await SimulatedCluster.StartAsync(new() { NodeNames = ["publisher", "subscriber1"] }, Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var phone = new Phone(gateway.Address);
        var today = TimeProvider.System.GetUtcNow();

        // A line is written after its press: the next press waits for it.
        var menu = await phone.MenuAsync();
        await LinesAsync(1);
        await cluster["publisher"].SetFaultAsync(NodeFault.Parse("503"), Cancellation);
        await phone.MenuAsync();
        await LinesAsync(2);
        await phone.GetAsync("/ccmadmin/secret.jsp?user=jdoe");
        var lines = await LinesAsync(3);

        Assert.Equal(
            [("services-menu", "ok", "publisher", "200", "/ccmcip/getservicesmenu.jsp"), ("services-menu", "failed_over", "subscriber1", "200", "/ccmcip/getservicesmenu.jsp"), ("none", "refused", "-", lines[2]["sc-status"], "-")],
            lines.Select(line => (line["cs(Service)"], line["cs(Outcome)"], line["cs(Node)"], line["sc-status"], line["cs(Route)"])));
        Assert.Equal($"{menu.ContentHeaders.ContentLength}", lines[0]["cs(Bytes)"]);
        Assert.All(lines, line => Assert.InRange(double.Parse(line["cs(Wait-Ms)"], CultureInfo.InvariantCulture), 0, 60_000));
        Assert.InRange(
            DateTimeOffset.Parse($"{lines[0]["date"]}T{lines[0]["time"]}Z", CultureInfo.InvariantCulture), today.AddSeconds(-1), TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task Login_LeavesNothingOfUserPinOrDevice()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, Settings);
        using var phone = new Phone(gateway.Address);

        await phone.LoginAsync("user1", "12345");
        await phone.SendAsync(new(HttpMethod.Post, Phone.ExtensionMobility)
        {
            Content = new FormUrlEncodedContent([new("device", phone.Device), new("userid", "user1"), new("seq", "12345")]),
        });
        await LinesAsync(2);

        var text = Text();
        Assert.Contains("/emapp/EMAppServlet", text, StringComparison.Ordinal);
        Assert.All(["user1", "12345", phone.Device, "userid", "seq", "?", "127.0.0.1"], secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task IncludeDevice_NamesThePhoneAndNothingElse()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings, $"{AccessLog}:IncludeDevice=true"]);
        using var phone = new Phone(gateway.Address);

        await phone.MenuAsync();
        await LinesAsync(1);
        await phone.SendAsync(new(HttpMethod.Post, Phone.ExtensionMobility) { Content = new FormUrlEncodedContent([new("device", phone.Device), new("userid", "user1")]) });
        await LinesAsync(2);
        await phone.GetAsync("/ccmcip/getservicesmenu.jsp?name=John+Doe");

        Assert.Equal([phone.Device, phone.Device, "-"], (await LinesAsync(3)).Select(line => line["cs(Device)"]));
        Assert.All(["user1", "John"], secret => Assert.DoesNotContain(secret, Text(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_AreBoundInSizeAndNumber()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings, $"{AccessLog}:MaxFileSize=4096", $"{AccessLog}:MaxFiles=2", "--PhoneServices:Security:RateLimit:Enabled=false"]);
        using var phone = new Phone(gateway.Address);

        // Four files' worth or more: many are written at once, and early ones are gone before anybody sees them.
        await Eventually.IsAsync(async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => phone.MenuAsync()));
            return Files().Any(file => string.CompareOrdinal(file[^".0003.txt".Length..], ".0003.txt") >= 0);
        });

        await Eventually.IsAsync(() => Files().Length <= 2);
        Assert.All(Files(), file => Assert.InRange(new FileInfo(file).Length, 0, 4096 + 200));
    }

    [Fact]
    public async Task Stop_WritesWhatIsLeft()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using (var gateway = await TestGateway.StartAsync(cluster, Settings))
        {
            using var phone = new Phone(gateway.Address);
            await phone.MenuAsync();
            await gateway.StopAsync(Cancellation);
        }

        Assert.Single(Lines());
    }

    [Fact]
    public async Task FullDisk_CostsNoPressAndIsLogged()
    {
        await using var disk = await SmallDisk.MountAsync(Folder, "1m");
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings, "--Logging:LogLevel:Default=Information"]);
        using var log = GatewayLog.Of(gateway);
        using var phone = new Phone(gateway.Address);
        await phone.MenuAsync();
        await LinesAsync(1);
        disk.Fill();

        // What is left of the file's last page still takes some lines.
        await Eventually.IsAsync(async () =>
        {
            Assert.Equal(HttpStatusCode.OK, (await phone.MenuAsync()).Status);
            return log.Lines.Any(line => line.Contains($"The access log in {Folder} lost lines: No space left on device", StringComparison.Ordinal));
        });

        disk.MakeRoom();
        var before = Lines().Length;
        await Eventually.IsAsync(async () =>
        {
            Assert.Equal("CiscoIPPhoneMenu", (await phone.MenuAsync()).Root);
            return Lines().Length > before;
        });

        // A gateway that is only disposed still writes its last lines, when the disk is gone.
        await gateway.StopAsync(Cancellation);
    }

    [Fact]
    public async Task FolderThatCannotBeMade_CostsNoPressAndIsLogged()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, [.. Settings, $"{AccessLog}:Directory={Path.Combine(Folder, new string('x', 300))}", "--Logging:LogLevel:Default=Information"]);
        using var log = GatewayLog.Of(gateway);
        using var phone = new Phone(gateway.Address);

        Assert.Equal(HttpStatusCode.OK, (await phone.MenuAsync()).Status);
        Assert.NotNull(gateway.Get<AccessLogWriter>());
    }

    [Fact]
    public async Task SwitchedOff_IsNotThereAtAll()
    {
        await using var cluster = await SimulatedCluster.StartAsync(ct: Cancellation);
        await using var gateway = await TestGateway.StartAsync(cluster, $"{AccessLog}:Directory={Folder}");
        using var phone = new Phone(gateway.Address);

        await phone.MenuAsync();

        Assert.Null(gateway.Services.GetService(typeof(AccessLogWriter)));
        Assert.False(Directory.Exists(Folder));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string[] Files() => Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder, "access-*").Order(StringComparer.Ordinal)] : [];

    private string Text() => string.Concat(Files().Select(File.ReadAllText));

    private async Task<Dictionary<string, string>[]> LinesAsync(int count)
    {
        await Eventually.IsAsync(() => Lines().Length >= count);
        Assert.Equal(count, Lines().Length);
        return Lines();
    }

    /// <summary>Whole lines, by the names that the file gives its fields.</summary>
    private Dictionary<string, string>[] Lines()
    {
        var (fields, lines) = (Array.Empty<string>(), new List<Dictionary<string, string>>());
        var text = Text();
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("#Fields:", StringComparison.Ordinal))
            {
                fields = line.Split(' ')[1..];
            }
            else if (line[0] != '#' && line.Split(' ') is { } values && values.Length == fields.Length)
            {
                lines.Add(fields.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second));
            }
        }

        return [.. lines];
    }
}
