using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class HostAndPortTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":80")]
    [InlineData("phones phones")]
    [InlineData("phones ")]
    [InlineData("phones\r\nSet-Cookie: a=b")]
    [InlineData("phones\"")]
    [InlineData("phones'")]
    [InlineData("phones<")]
    [InlineData("phones>")]
    [InlineData("phones&amp;")]
    [InlineData("ph&#111;nes")]
    [InlineData("phones/x")]
    [InlineData("phones?x")]
    [InlineData("phones#x")]
    [InlineData("phones\\x")]
    [InlineData("phones%2e")]
    [InlineData("user@phones")]
    [InlineData("phones:80@evil")]
    [InlineData("phones:x")]
    [InlineData("phones:80x")]
    [InlineData("phones:0")]
    [InlineData("phones:65536")]
    [InlineData("phones:99999999999")]
    [InlineData("phones:-1")]
    [InlineData("phones:80:80")]
    [InlineData("pho\u0000nes")]
    [InlineData("ph\u00f6nes")]
    [InlineData("2001:db8::1")]
    [InlineData("[2001:db8::1")]
    [InlineData("[2001:db8::1]x")]
    [InlineData("[]")]
    [InlineData("[phones]")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[[::1]]")]
    [InlineData("-phones")]
    [InlineData("..")]
    public void IsValid_NoHostAndPort_False(string? text) => Assert.False(HostAndPort.IsValid(text));

    [Theory]
    [InlineData("phones")]
    [InlineData("PHONES_1.example.com.:8080")]
    [InlineData("10.1.1.1")]
    [InlineData("10.1.1.1:65535")]
    [InlineData("[::1]")]
    [InlineData("[2001:DB8::10.1.1.1]:8443")]
    public void IsValid_HostAndPort_True(string text) => Assert.True(HostAndPort.IsValid(text));

    [Fact]
    public void IsValid_Length_UpToThatOfNamesInDns()
    {
        Assert.True(HostAndPort.IsValid(new string('a', HostAndPort.MaxHostLength) + ":65535"));
        Assert.False(HostAndPort.IsValid(new string('a', HostAndPort.MaxHostLength + 1)));
        Assert.False(HostAndPort.IsValid(new string('a', 100_000)));
    }

    /// <summary>What passes can be written into any page and any header as it stands.</summary>
    [Fact]
    public void IsValid_EveryCharacter_OnlyThoseThatNeedNoEscape()
    {
        for (var character = '\0'; character < 0x500; character++)
        {
            var isPlain = char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_';
            Assert.Equal(isPlain, HostAndPort.IsValid($"a{character}a"));
        }
    }
}
