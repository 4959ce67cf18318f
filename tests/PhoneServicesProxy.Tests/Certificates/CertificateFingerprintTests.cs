using PhoneServicesProxy.Certificates;

namespace PhoneServicesProxy.Tests.Certificates;

public sealed class CertificateFingerprintTests
{
    private const string Written = "E3:B0:C4:42:98:FC:1C:14:9A:FB:F4:C8:99:6F:B9:24:27:AE:41:E4:64:9B:93:4C:A4:95:99:1B:78:52:B8:55";

    [Theory]
    [InlineData("E3:B0:C4:42:98:FC:1C:14:9A:FB:F4:C8:99:6F:B9:24:27:AE:41:E4:64:9B:93:4C:A4:95:99:1B:78:52:B8:55")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("e3 b0 c4 42 98 fc 1c 14 9a fb f4 c8 99 6f b9 24 27 ae 41 e4 64 9b 93 4c a4 95 99 1b 78 52 b8 55")]
    public void Parse_AnyCommonSpelling_IsOneFingerprint(string text) => Assert.Equal(Written, CertificateFingerprint.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("E3:B0")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void Parse_AnythingElse_IsNone(string text) => Assert.Null(CertificateFingerprint.Parse(text));
}
