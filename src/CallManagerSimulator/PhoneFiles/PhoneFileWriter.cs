using System.Globalization;
using System.Text;

namespace CallManagerSimulator.PhoneFiles;

/// <summary>Writes the configuration files of simulated phones, as CallManager's TFTP service gives them.</summary>
/// <param name="gateway">The gateway's address for correctly configured phones; null for the first node.</param>
/// <param name="nodes">The nodes, as their pages name them.</param>
internal sealed class PhoneFileWriter(Uri? gateway, IReadOnlyList<Uri> nodes)
{
    /// <summary>Secrets as in a real file, for tests that they are never shown.</summary>
    private const string Secrets = "<sshUserId>admin-user</sshUserId><sshPassword>secret-ssh-password</sshPassword>";

    private static readonly int KindCount = Enum.GetValues<PhoneFileKind>().Length;

    public static string Device(int phone) => string.Create(CultureInfo.InvariantCulture, $"SEP0011AA{phone:X6}");

    public static PhoneFileKind KindOf(int phone) => (PhoneFileKind)(phone % KindCount);

    public static string FileName(int phone) => Device(phone) + KindOf(phone) switch
    {
        PhoneFileKind.RightButSigned => ".cnf.xml.sgn",
        PhoneFileKind.Encrypted => ".cnf.xml.enc.sgn",
        _ => ".cnf.xml",
    };

    public byte[] Write(int phone) => KindOf(phone) switch
    {
        PhoneFileKind.RightButSigned => [1, 0, 2, 0x3C, 0xFF, 0x80, .. "CN=signer"u8, 0, .. Encoding.UTF8.GetBytes(Xml(PhoneFileKind.RightButSigned))],
        PhoneFileKind.Encrypted => [.. Enumerable.Range(0, 2000).Select(index => (byte)((index * 167) ^ 0xA5)).Where(value => value != '<')],
        PhoneFileKind.Broken => Encoding.UTF8.GetBytes(Xml(PhoneFileKind.Broken)[..700]),
        var kind => Encoding.UTF8.GetBytes(Xml(kind)),
    };

    private static string Base(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private string Xml(PhoneFileKind kind)
    {
        var right = Base(gateway ?? nodes[0]);
        var services = kind == PhoneFileKind.Override ? Base(nodes[^1]) : right;
        var secured = kind == PhoneFileKind.HalfWired ? $"{Base(nodes[0])}/ccmcip/getservicesmenu.jsp" : "";
        var (provisioning, directory) = kind == PhoneFileKind.Internal ? (0, "Application:Cisco/CorporateDirectory") : (2, $"{right}/ccmcip/xmldirectoryinput.jsp");
        var members = string.Concat(nodes.Select((node, priority) =>
            $"<member priority=\"{priority}\"><callManager><processNodeName>{node.IdnHost}</processNodeName></callManager></member>"));
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <device>
            <deviceProtocol>SIP</deviceProtocol>{Secrets}
            <devicePool><callManagerGroup><members>{members}</members></callManagerGroup></devicePool>
            <authenticationURL>{right}/ccmcip/authenticate.jsp</authenticationURL>
            <directoryURL>{right}/ccmcip/xmldirectory.jsp</directoryURL>
            <idleURL></idleURL>
            <informationURL>{right}/ccmcip/GetTelecasterHelpText.jsp</informationURL>
            <messagesURL/>
            <proxyServerURL></proxyServerURL>
            <servicesURL>{services}/ccmcip/getservicesmenu.jsp</servicesURL>
            <secureServicesURL>{secured}</secureServicesURL>
            <phoneServices useHTTPS="false"><provisioning>{provisioning}</provisioning>
            <phoneService type="1" category="0"><name>Missed Calls</name><url>Application:Cisco/MissedCalls</url><vendor/><version/></phoneService>
            <phoneService type="1" category="0"><name>Corporate Directory</name><url>{directory}</url><vendor/><version/></phoneService>
            <phoneService type="0" category="0"><name>Extension Mobility</name><url>{right}/emapp/EMAppServlet?device=#DEVICENAME#&amp;EMCC=#EMCC#</url><vendor/><version/></phoneService>
            </phoneServices>
            </device>
            """;
    }
}
