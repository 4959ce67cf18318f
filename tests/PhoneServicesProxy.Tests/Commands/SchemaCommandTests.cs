using System.Text;
using PhoneServicesProxy.Commands;
using PhoneServicesProxy.TestKit.Documentation;

namespace PhoneServicesProxy.Tests.Commands;

public sealed class SchemaCommandTests
{
    [Fact]
    public async Task RunAsync_PrintsThePublishedSchema()
    {
        using var output = new MemoryStream();

        Assert.Equal(0, await SchemaCommand.RunAsync(output));
        Assert.Equal(await File.ReadAllTextAsync(PublishedSchema.File, TestContext.Current.CancellationToken), Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public async Task RunAsync_OutputIsClosed_Fails()
    {
        await using var output = new ClosedOutput();

        Assert.Equal(ExitCode.Failure, await SchemaCommand.RunAsync(output));
    }
}
