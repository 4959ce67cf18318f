using PhoneServicesProxy.Fallback.ErrorPages;

namespace PhoneServicesProxy.Tests.Fallback.ErrorPages;

public sealed class AcceptedCharsetTests
{
    [Theory]
    [InlineData("", "utf-8")]
    [InlineData("utf-8,;q=0.8", "utf-8")]
    [InlineData("utf-8,utf-8;q=0.8", "utf-8")]
    [InlineData("UTF-8", "utf-8")]
    [InlineData("iso-8859-1", "iso-8859-1")]
    [InlineData("ISO-8859-1,;q=0.8", "iso-8859-1")]
    [InlineData("iso-8859-1,utf-8;q=0.8", "iso-8859-1")]
    [InlineData("iso-8859-1, utf-8;q=0.8", "iso-8859-1")]
    [InlineData("utf-8,iso-8859-1;q=0.8", "utf-8")]
    [InlineData("shift_jis,iso-8859-1;q=0.1", "iso-8859-1")]
    [InlineData("utf-8;q=0,iso-8859-1;q=0.1", "iso-8859-1")]
    [InlineData("shift_jis", "utf-8")]
    public void Choose_WesternText_IsWhatThePhonePrefers(string header, string expected) =>
        Assert.Equal(expected, AcceptedCharset.Choose(header, "Réessayer").WebName);

    [Theory]
    [InlineData("iso-8859-1,utf-8;q=0.8", "utf-8")]
    [InlineData("iso-8859-1", "iso-8859-1")]
    public void Choose_TextBeyondLatin1_IsUtf8WhereListed(string header, string expected) =>
        Assert.Equal(expected, AcceptedCharset.Choose(header, "Usługa").WebName);
}
