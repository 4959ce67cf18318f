using PhoneServicesProxy.Audit;

namespace PhoneServicesProxy.Tests.Audit;

public sealed class PhoneFileNameTests
{
    [Theory]
    [InlineData("SEP001122334455", "SEP001122334455")]
    [InlineData("sep00112233aabb", "SEP00112233AABB")]
    [InlineData("SEP00112233445", null)]
    [InlineData("SEP001122334455.cnf.xml", null)]
    [InlineData("SEP00112233445G", null)]
    [InlineData("../SEP001122334455", null)]
    [InlineData("", null)]
    public void Device_Text_IsNameOrNull(string text, string? name) => Assert.Equal(name, PhoneFileName.Device(text));

    [Theory]
    [InlineData("SEP001122334455.cnf.xml", "SEP001122334455.cnf.xml")]
    [InlineData("  sep00112233aabb.cnf.xml.sgn\t1234", "sep00112233aabb.cnf.xml.sgn")]
    [InlineData("SEP001122334455.cnf.xml.enc.sgn", "SEP001122334455.cnf.xml.enc.sgn")]
    [InlineData("XMLDefault.cnf.xml", null)]
    [InlineData("SEP001122334455.tlv", null)]
    [InlineData("SEP001122334455.cnf.xml.bak", null)]
    public void In_LineOfTheList_NamesFilesOfPhones(string line, string? file) =>
        Assert.Equal(file is null ? [] : [(file[..15].ToUpperInvariant(), file)], PhoneFileName.In(line));
}
