using System.Diagnostics;
using System.Net.Sockets;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.TestKit.Certificates;

namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>What settings name is a file, or a link to one: to open a named pipe waits for whoever writes into it.</summary>
public sealed class FileKindTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-kinds").FullName;

    public static TheoryData<string, string> Settings => new()
    {
        { "PhoneServices:Tls:Certificate:Path", """ "Tls": { "Certificate": { "Path": "PLACE" } } """ },
        { "PhoneServices:Tls:Certificate:Path", """ "Tls": { "Certificate": { "Path": "PLACE.pfx" } } """ },
        { "PhoneServices:Tls:Certificate:KeyPath", """ "Tls": { "Certificate": { "Path": "GOOD", "KeyPath": "PLACE" } } """ },
        { "PhoneServices:Management:Certificate:Path", """ "Management": { "Url": "https://127.0.0.1:9901", "Certificate": { "Path": "PLACE" } } """ },
        { "PhoneServices:Management:Certificate:KeyPath", """ "Management": { "Url": "https://127.0.0.1:9901", "Certificate": { "Path": "GOOD", "KeyPath": "PLACE" } } """ },
        { "PhoneServices:Management:ClientCaFile", """ "Management": { "Url": "https://127.0.0.1:9901", "Certificate": { "Path": "GOOD", "KeyPath": "GOOD" }, "ClientCaFile": "PLACE" } """ },
        { "PhoneServices:Management:ApiKeyFile", """ "Management": { "ApiKeyFile": "PLACE" } """ },
        { "PhoneServices:Management:Keys:alice:KeyFile", """ "Management": { "Keys": { "alice": { "KeyFile": "PLACE" } } } """ },
        { "PhoneServices:Management:AuditLog:File", """ "Management": { "AuditLog": { "File": "PLACE" } } """ },
        { "PhoneServices:Management:StateFile", """ "Management": { "StateFile": "PLACE" } """ },
        { "Kestrel:Certificates:Default:Path", """ "Texts": { } }, "Kestrel": { "Certificates": { "Default": { "Path": "PLACE" } } """ },
        { "PhoneServices:Nodes:publisher:TrustedCertificateFile", """ "Nodes": { "publisher": { "Address": "https://10.1.1.1/", "TrustedCertificateFile": "PLACE" } } """ },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task LoadAsync_NamedPipe_IsToldAtOnce(string key, string section) =>
        await AssertToldAsync(key, section, MakePipe(), "is a named pipe (FIFO), not a file. Write the path of");

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task LoadAsync_Socket_IsTold(string key, string section)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var place = Path.Combine(_directory, "place");
        socket.Bind(new UnixDomainSocketEndPoint(place));

        await AssertToldAsync(key, section, place, "is a socket, not a file. Write the path of");
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task LoadAsync_LinkToADevice_IsTold(string key, string section) =>
        await AssertToldAsync(key, section, Link("place", "/dev/null"), "is a device, not a file. Write the path of");

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task LoadAsync_LinkInACircle_IsTold(string key, string section)
    {
        Link("other", Path.Combine(_directory, "place"));

        await AssertToldAsync(key, section, Link("place", Path.Combine(_directory, "other")), "leads to a loop of symbolic links. Write the path of");
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task LoadAsync_Folder_IsTold(string key, string section) =>
        await AssertToldAsync(key, section, Directory.CreateDirectory(Path.Combine(_directory, "place")).FullName, "is a folder");

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task LoadAsync_PathWithANullCharacter_IsTold(string key, string section) =>
        await AssertToldAsync(key, section, "/tmp/a\\u0000b", "holds a null character. Write the path of");

    [Theory]
    [InlineData("pipe", "is a named pipe (FIFO), not a file. Write the path of a file, such as --config /etc/phone-services-proxy/site.json.")]
    [InlineData("device", "is a device, not a file. Write the path of a file")]
    [InlineData("circle", "leads to a loop of symbolic links. Write the path of a file")]
    [InlineData("folder", "is a folder. Write the path of a file")]
    public async Task LoadAsync_SiteFileIsNone_IsToldAtOnce(string kind, string words)
    {
        var place = kind switch
        {
            "pipe" => MakePipe(),
            "device" => "/dev/zero",
            "circle" => Link("place", Path.Combine(_directory, "place")),
            _ => _directory,
        };

        var error = Assert.Single(await LoadAsync(place));

        Assert.StartsWith($"{place}: file: {words}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("sudo", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CanBeOpened_NamedPipe_DoesNotWait()
    {
        var pipe = MakePipe();

        Assert.True(await Task.Run(() => FileState.CanBeOpened([pipe]), TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task LoadAsync_LinksToFiles_AreFollowed()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "first"));
        await File.WriteAllTextAsync(Path.Combine(_directory, "first", "site.json"), $$"""{ "PhoneServices": { "Nodes": { {{WrongSite.Publisher}} } } }""", TestContext.Current.CancellationToken);
        Directory.CreateSymbolicLink(Path.Combine(_directory, "..data"), "first");

        Assert.Empty(await LoadAsync(Link("site.json", "..data/site.json")));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task AssertToldAsync(string key, string section, string place, string words)
    {
        var good = Path.Combine(_directory, "good.pem");
        using (var certificate = TestCertificate.SelfSigned("phones"))
        {
            await File.WriteAllTextAsync(good, $"{certificate.ExportCertificatePem()}\n{TestCertificate.KeyPem(certificate)}", TestContext.Current.CancellationToken);
        }

        if (section.Contains("PLACE.pfx", StringComparison.Ordinal))
        {
            (section, place) = (section.Replace("PLACE.pfx", "PLACE", StringComparison.Ordinal), place.Contains('\\', StringComparison.Ordinal) ? place + ".pfx" : Link("place.pfx", place));
        }

        var nodes = section.Contains("\"Nodes\"", StringComparison.Ordinal) ? "" : $$""" "Nodes": { {{WrongSite.Publisher}} }, """;
        var site = Path.Combine(_directory, "site.json");
        await File.WriteAllTextAsync(site, $$"""{ "PhoneServices": { {{nodes}} {{section.Replace("PLACE", place, StringComparison.Ordinal).Replace("GOOD", good, StringComparison.Ordinal)}} } }""", TestContext.Current.CancellationToken);

        var error = Assert.Single(await LoadAsync(site));

        Assert.StartsWith($"site.json: {key}: is \"", error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("sudo", error, StringComparison.Ordinal);
    }

    /// <summary>Not on the test's own thread, which would wait with it.</summary>
    private static async Task<IEnumerable<string>> LoadAsync(string site) =>
        (await Task.Run(() => GatewaySite.Loader(ConfigurationLayers.Shipped([site], [])).LoadAsync()).WaitAsync(Limit, TestContext.Current.CancellationToken)).Errors.Select(error => error.ToString());

    private string Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(_directory, name), target).FullName;

    private string MakePipe()
    {
        var pipe = Path.Combine(_directory, "place");
        using var mkfifo = Process.Start("mkfifo", [pipe]);
        mkfifo.WaitForExit();
        return pipe;
    }
}
