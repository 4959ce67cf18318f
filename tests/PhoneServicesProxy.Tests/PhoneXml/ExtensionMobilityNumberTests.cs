using System.Text;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

public sealed class ExtensionMobilityNumberTests
{
    [Theory]
    [InlineData("<Title>Login failed</Title><Text>Login is unavailable(201)</Text>", 201)]
    [InlineData("<Title>Login failed (25)</Title><Text>Login is unavailable(201)</Text>", 25)]
    [InlineData("<Text>Login is successful (0)</Text>", 0)]
    [InlineData("<Text>(999)</Text>", 999)]
    [InlineData("<Text>a (b) (6)</Text>", 6)]
    [InlineData("<Text>Login failed <![CDATA[(23)]]> </Text>", 23)]
    [InlineData("<Text>Login failed (23)<!-- since 8.0 --><?x y?><![CDATA[ ]]>\r\n</Text>", 23)]
    [InlineData("<Text>(1)</Text><Text>(2)</Text>", 1)]
    [InlineData("<Text/><Prompt>Error (23)</Prompt>", 23)]
    public void TryFind_PageThatEndsATextWithANumber_IsTheFirstOne(string content, int expected)
    {
        var page = $"<CiscoIPPhoneText>{content}</CiscoIPPhoneText>";

        Assert.Equal(expected, Find(Encoding.UTF8.GetBytes(page)));
        Assert.Equal(expected, Find([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(page)]));
    }

    [Theory]
    [InlineData("<Text></Text>")]
    [InlineData("<Text> </Text>")]
    [InlineData("<Text>Login is successful</Text>")]
    [InlineData("<Text>(26) calls</Text>")]
    [InlineData("<Text>(26) <![CDATA[calls]]></Text>")]
    [InlineData("<Text>Number 26)</Text>")]
    [InlineData("<Text>26)</Text>")]
    [InlineData("<Text>Lines (x)</Text>")]
    [InlineData("<Text>Lines ()</Text>")]
    [InlineData("<Text>Lines (-1)</Text>")]
    [InlineData("<Text>Lines ( 1)</Text>")]
    [InlineData("<Text>Room (1000)</Text>")]
    [InlineData("<Name>Lines (26)</Name>")]
    [InlineData("<Item><Text>Lines (26)</Text></Item>")]
    [InlineData("<Text><b>Lines (26)</b></Text>")]
    [InlineData("<Text>Lines (26)")]
    public void TryFind_AnyOther_IsNone(string content) => Assert.Null(Find(Encoding.UTF8.GetBytes($"<CiscoIPPhoneText>{content}</CiscoIPPhoneText>")));

    [Fact]
    public void TryFind_PageOfNoPhone_IsNone() => Assert.Null(Find("<html><Text>Error (26)</Text></html>"u8));

    private static int? Find(ReadOnlySpan<byte> page) => ExtensionMobilityNumber.TryFind(page, out var number) ? number : null;
}
