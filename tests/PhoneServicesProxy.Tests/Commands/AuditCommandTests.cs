using System.Text;
using PhoneServicesProxy.Commands;

namespace PhoneServicesProxy.Tests.Commands;

public sealed class AuditCommandTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task WriteAsync_OutputIsFullOrClosed_SaysSoInOneLine(bool isClosed, bool json)
    {
        using var errors = new StringWriter();
        await using Stream output = isClosed ? new ClosedOutput() : new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        var code = await AuditCommand.WriteAsync(new([], 1, 1, "n1"), json, output, errors);

        Assert.Equal(1, code);
        Assert.Equal($"The result could not be written to standard output.{Environment.NewLine}", errors.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WriteAsync_Stopped_SaysSoOnStandardError(bool json)
    {
        using var errors = new StringWriter();
        using var output = new MemoryStream();

        var code = await AuditCommand.WriteAsync(new([], 4000, 354, "n1") { Done = 354, WasStopped = true }, json, output, errors);

        Assert.Equal(4, code);
        Assert.StartsWith("Stopped after 354 of 4000 phones", errors.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public async Task RunAsync_SiteFileIsMissing_IsMisuse() =>
        Assert.Equal(2, await GatewayCommand.RunAsync(["audit", "--all", "--config", "/nowhere/site.json"]));
}
