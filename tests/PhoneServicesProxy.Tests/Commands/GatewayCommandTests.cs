using PhoneServicesProxy.Commands;

namespace PhoneServicesProxy.Tests.Commands;

public sealed class GatewayCommandTests
{
    [Theory]
    [InlineData("check", "--config", "")]
    [InlineData("check", "--config=")]
    [InlineData("audit", "--all", "--config", " ")]
    [InlineData("nodes", "--config", "")]
    [InlineData("check", "--Urls")]
    [InlineData("check", "--PhoneServices:Nodes:a:Weight")]
    public async Task RunAsync_ValueIsMissing_IsMisuse(params string[] args) => Assert.Equal(ExitCode.Misuse, await GatewayCommand.RunAsync(args));
}
