using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PhoneServicesProxy.Tests.Import;

namespace PhoneServicesProxy.Tests.IosSlb;

/// <summary>Whatever a router's configuration holds: errors with lines, or a site file that is right. Never anything else.</summary>
public sealed class IosSlbParserPropertyTests
{
    private static readonly string[] Lines =
    [
        "ip slb probe P http", "ip slb probe Q ping", "ip slb serverfarm A", "ip slb serverfarm B", "ip slb vserver V", "ip slb vserver W",
        "ip slb dfp", "no ip slb serverfarm B", "no ip slb vserver W", "real 10.1.1.1", "real 10.1.1.2 8080", "no real 10.1.1.1",
        "weight 5", "weight 0", "maxconns 7", "no maxconns", "retry 0", "retry 3600", "faildetect numconns 2 numclients 1", "faildetect 9",
        "inservice", "no inservice", "predictor leastconns", "probe P", "probe Q", "nat server", "virtual 10.1.1.9 tcp www",
        "virtual 10.1.1.9 255.255.255.0 group tcp 8443", "virtual 10.1.1.9 udp 69", "serverfarm A backup B", "serverfarm A", "sticky 9 group 1",
        "synguard 1", "request method head url /emapp/EMAppServlet?x=1", "expect status 401 regex a\"b\\c", "interval 65535", "exit", "end", "!",
        "interface Vlan1", "hostname \u00e4\"\\", "garbage", "no", "ip", "banner motd #",
    ];

    /// <summary>Short ones, of which many are right, and long ones.</summary>
    private static readonly Arbitrary<string[]> Routers =
        Gen.OneOf(Gen.Elements(Lines).ArrayOf().Resize(6), Gen.Elements(Lines).ArrayOf().Resize(120)).ToArbitrary();

    [Property(MaxTest = 60)]
    public Property Create_AnyLines_GivesErrorsOrARightSiteFile() => Prop.ForAll(Routers, lines =>
    {
        var site = Imported.Of("ip slb serverfarm A\n real 10.1.1.7\nip slb vserver V\n virtual 10.1.1.9 tcp www\n serverfarm A\n inservice\n" + string.Join('\n', lines));
        if (site.Text is null)
        {
            Assert.NotEmpty(site.Errors);
        }
        else
        {
            Imported.LoadAsync(site).GetAwaiter().GetResult();
        }
    });
}
