using System.Net;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>
/// A real web server with the pages of the Services and Directories buttons as files, a very long page of messages, and nothing else.
/// </summary>
internal sealed class NginxNode : IAsyncDisposable
{
    private const string Settings = """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr;
        events {}
        http {
            access_log off;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            types {}
            default_type text/xml;
            server {
                listen {endpoint};
                root pages;
            }
        }

        """;

    private static readonly Dictionary<string, string> Pages = new()
    {
        ["getservicesmenu.jsp"] = """
            <?xml version="1.0" encoding="utf-8"?>
            <CiscoIPPhoneMenu>
              <Title>Services</Title>
              <Prompt>Please Choose a Service</Prompt>
              <MenuItem><Name>Extension Mobility</Name><URL>http://10.1.1.1:8080/emapp/EMAppServlet?device=#DEVICENAME#</URL></MenuItem>
            </CiscoIPPhoneMenu>
            """,
        ["xmldirectoryinput.jsp"] = """
            <?xml version="1.0" encoding="utf-8"?>
            <CiscoIPPhoneInput>
              <Title>Directory Search</Title>
              <Prompt>Enter search criteria</Prompt>
              <URL>http://10.1.1.1:8080/ccmcip/xmldirectorylist.jsp</URL>
              <InputItem><DisplayName>Last Name</DisplayName><QueryStringParam>l</QueryStringParam><InputFlags>A</InputFlags></InputItem>
            </CiscoIPPhoneInput>
            """,
        ["messages.jsp"] = $"<CiscoIPPhoneText><Text>{new string('m', 128 * 1024)}</Text></CiscoIPPhoneText>",
    };

    private readonly ChildProcess _process;
    private readonly DirectoryInfo _folder;

    private NginxNode(ChildProcess process, DirectoryInfo folder, IPEndPoint endpoint) =>
        (_process, _folder, Endpoint) = (process, folder, endpoint);

    public IPEndPoint Endpoint { get; }

    public static async Task<NginxNode> StartAsync(CancellationToken cancellation)
    {
        DebianPackages.Require("nginx");
        var endpoint = FreePort.OnLoopback();
        var folder = Directory.CreateTempSubdirectory();
        var pages = folder.CreateSubdirectory("pages/ccmcip");
        foreach (var (name, page) in Pages)
            await File.WriteAllTextAsync(Path.Combine(pages.FullName, name), page, cancellation);

        var file = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(
            file, Settings.Replace("{endpoint}", $"{endpoint}", StringComparison.Ordinal), cancellation);
        var process = await ChildProcess.StartAsync(
            new ChildProgram("nginx", "-e", "stderr", "-p", folder.FullName, "-c", file), TimeProvider.System);
        var node = new NginxNode(process, folder, endpoint);
        await process.WaitForPortAsync(endpoint, TimeSpan.FromSeconds(10), cancellation);
        return node;
    }

    public Task StopAsync() => _process.StopAsync(TimeSpan.FromSeconds(5));

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
