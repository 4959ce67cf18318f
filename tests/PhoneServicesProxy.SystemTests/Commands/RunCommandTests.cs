using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Commands;

/// <summary>A start for which an address cannot be had: who reads why must see which one.</summary>
public sealed class RunCommandTests
{
    private const string Remedy = "See the keys Urls and PhoneServices:Management:Url; ports below 1024 need the right to bind them.";


    [Theory]
    [InlineData("--Urls=http://127.0.0.1:81", "--PhoneServices:Management:Url=", "127.0.0.1:81")]
    [InlineData("--Urls=http://*:81", "--PhoneServices:Management:Url=", "[::]:81")]
    [InlineData("--Urls=http://127.0.0.1:0", "--PhoneServices:Management:Url=http://127.0.0.1:81", "127.0.0.1:81")]
    public async Task Run_PortThatTakesARight_NamesTheAddress(string urls, string management, string address)
    {
        // Root, but for that right.
        var (code, output) = await RunAsync(["setpriv", "--bounding-set=-net_bind_service"], urls, management);

        Assert.Equal(1, code);
        Assert.Contains($"The gateway cannot serve: {address} cannot be opened: Permission denied. {Remedy}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AddressOfAnotherMachine_NamesIt()
    {
        var (code, output) = await RunAsync([], "--Urls=http://192.0.2.177:8080", "--PhoneServices:Management:Url=");

        Assert.Equal(1, code);
        Assert.Contains("Urls: is \"http://192.0.2.177:8080\", but this machine does not have the address 192.0.2.177. Write one that it has", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PortThatIsTaken_NamesTheAddress()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (code, output) = await RunAsync([], $"--Urls=http://{other.LocalEndpoint}", "--PhoneServices:Management:Url=");

        Assert.Equal(1, code);
        Assert.Contains($"Failed to bind to address http://{other.LocalEndpoint}: address already in use. {Remedy}", output, StringComparison.Ordinal);
    }

    /// <summary>Such as the one of the administrator who starts it as another user, or one that somebody has removed meanwhile.</summary>
    [Theory]
    [InlineData("mkdir closed closed/inner && chmod 700 closed && cd closed/inner", "setpriv --reuid=65534 --regid=65534 --clear-groups", "")]
    [InlineData("mkdir gone && cd gone && rmdir ../gone", "", "The directory in which this command was started does not exist any more. Relative paths start at / instead.\n")]
    [InlineData("echo '{ \"Urls\": ' > appsettings.json", "env DOTNET_CONTENTROOT=/nowhere", "")]
    public async Task Run_DirectoryThatCannotBeUsed_IsNoReasonToFail(string enter, string limiter, string told)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-start");
        await Command.RunAsync("chmod", "755", folder.FullName);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        try
        {
            var (code, output) = await RunAsync(
                ["sh", "-c", $"cd {folder.FullName} && {enter} && exec {limiter} \"$@\"", "sh"], $"--Urls=http://{other.LocalEndpoint}", "--PhoneServices:Management:Url=http://127.0.0.1:0", "--PhoneServices:Management:StateFile=");

            // It comes as far as to open its address.
            Assert.Equal(1, code);
            Assert.EndsWith($"{told}The gateway cannot serve: Failed to bind to address http://{other.LocalEndpoint}: address already in use. {Remedy}\n", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<(int ExitCode, string Output)> RunAsync(string[] limiter, params string[] settings)
    {
        string[] command = [.. limiter, .. GatewayProgram.Command, "run", .. settings, "--PhoneServices:Nodes:publisher:Address=http://127.0.0.1:9/"];
        return Command.TryAsync(command[0], command[1..]);
    }
}
