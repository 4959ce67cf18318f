using PhoneServicesProxy.Commands;

namespace PhoneServicesProxy.Tests.Commands;

public sealed class GatewayCommandTests
{
    [Theory]
    [InlineData("check", "--config", "")]
    [InlineData("check", "--config=")]
    [InlineData("audit", "--all", "--config", " ")]
    [InlineData("nodes", "--config", "")]
    [InlineData("check", "--config", "site.json", "-c")]
    [InlineData("run", "-c", "--config", "site.json")]
    [InlineData("check", "--Urls")]
    [InlineData("check", "--PhoneServices:Nodes:a:Weight")]
    public async Task RunAsync_ValueIsMissing_IsMisuse(params string[] args) => Assert.Equal(ExitCode.Misuse, await GatewayCommand.RunAsync(args));

    [Theory]
    [InlineData("watch")]
    [InlineData("watch", "SEP0011")]
    [InlineData("watch", "publisher")]
    [InlineData("watch", "--jsno")]
    [InlineData("watch", "SEP001122334455", "--jsno")]
    [InlineData("watch", "SEP001122334455", "SEP001122334456")]
    [InlineData("watch", "SEP001122334455", "--for")]
    [InlineData("watch", "SEP001122334455", "--for", "15")]
    [InlineData("watch", "SEP001122334455", "--for", "9h")]
    [InlineData("watch", "SEP001122334455", "--for", "0s")]
    public async Task RunAsync_WatchThatCannotBe_IsMisuse(params string[] args) => Assert.Equal(ExitCode.Misuse, await GatewayCommand.RunAsync(args));

    [Theory]
    [InlineData("watch", "SEP001122334455", "--url", "ftp://10.1.1.1")]
    [InlineData("nodes", "--url", "gateway")]
    [InlineData("drain", "publisher", "--url=")]
    public async Task RunAsync_UrlThatIsNone_IsMisuse(params string[] args) => Assert.Equal(ExitCode.Misuse, await GatewayCommand.RunAsync(args));
}
