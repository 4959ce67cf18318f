using System.IO.Compression;
using System.Net;
using System.Text;
using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Tests.Attempts;

public sealed class ContentCodingsTests
{
    private const string Page = "<CiscoIPPhoneText><Title>Services</Title><Text>Welcome</Text></CiscoIPPhoneText>";

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, br", "gzip br")]
    [InlineData("gzip|br,, identity", "gzip br")]
    [InlineData("Identity", null)]
    [InlineData("", null)]
    public void Of_ContentEncoding_InTheOrderOfTheHeader(string header, string? codings)
    {
        using var answer = Answer([], header);

        Assert.Equal(codings, ContentCodings.Of(answer.Content.Headers) is { } found ? string.Join(' ', found) : null);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("X-GZIP")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("raw")] // deflate without its frame, as IIS writes it
    public void Unpack_KnownCoding_IsThePage(string coding) =>
        Assert.Equal(Page, Text(ContentCodings.Unpack(Pack(Encoding.UTF8.GetBytes(Page), coding), [coding == "raw" ? "deflate" : coding], 4096)));

    [Fact]
    public void Unpack_SeveralLayers_LastOneFirst()
    {
        var body = Encoding.UTF8.GetBytes(Page);
        string[] codings = ["br", "gzip", "deflate", "gzip"];
        foreach (var coding in codings)
        {
            body = Pack(body, coding);
        }

        Assert.Equal(Page, Text(ContentCodings.Unpack(body, codings, 4096)));
        Assert.Null(ContentCodings.Unpack(Pack(body, "br"), [.. codings, "br"], 4096)); // five are a bomb
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Unpack_LongerThanTheMost_IsABomb(int more, bool isPage)
    {
        var body = new byte[20_000 + more];

        Assert.Equal(isPage, ContentCodings.Unpack(Pack(body, "gzip"), ["gzip"], 20_000)?.Length == body.Length);
        Assert.Equal(isPage, ContentCodings.Unpack(Pack(body, "gzip"), ["gzip"], 20_000) is not null);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("compress")]
    public void Unpack_NoneOfThatCoding_IsNull(string coding) => Assert.Null(ContentCodings.Unpack(Encoding.UTF8.GetBytes(Page), [coding], 4096));

    [Fact]
    public void Unpack_OneOfTheCodingsIsUnknown_IsNull()
    {
        var body = Pack(Pack(Encoding.UTF8.GetBytes(Page), "gzip"), "gzip");

        Assert.Null(ContentCodings.Unpack(body, ["compress", "gzip"], 4096));
    }

    [Fact]
    public void Unpack_CutShort_IsNull() => Assert.Null(ContentCodings.Unpack(Pack(Encoding.UTF8.GetBytes(Page), "gzip").AsMemory()[..^9], ["gzip"], 4096));

    [Fact]
    public void Unpack_Empty_IsEmpty() => Assert.True(ContentCodings.Unpack(Array.Empty<byte>(), ["gzip"], 4096)?.IsEmpty);

    [Fact]
    public void TryTakeOff_Compressed_AnswerHoldsThePlainPage()
    {
        using var answer = Answer(Pack(Encoding.UTF8.GetBytes(Page), "gzip"), "gzip");
        var page = Held(answer);

        Assert.True(ContentCodings.TryTakeOff(answer, ref page, 4096, orLeaveUnknown: false));

        Assert.Equal(Page, Text(page));
        Assert.Equal(Page, Text(Held(answer)));
        Assert.Equal(Page.Length, answer.Content.Headers.ContentLength);
        Assert.False(answer.Content.Headers.Contains("Content-Encoding"));
    }

    [Theory]
    [InlineData("utf-8", Page, true)] // some applications write a charset there
    [InlineData("gzip", Page, true)]
    [InlineData("gzip", "<html/>", false)]
    [InlineData("compress", "x", false)]
    public void TryTakeOff_CannotBeUndone_OnlyWhatIsAPlainPageAllTheSame(string coding, string body, bool isPage)
    {
        using var answer = Answer(Encoding.UTF8.GetBytes(body), coding);
        var page = Held(answer);

        Assert.Equal(isPage, ContentCodings.TryTakeOff(answer, ref page, 4096, orLeaveUnknown: false));
        Assert.Equal(isPage ? body : null, page is null ? null : Text(page));
    }

    [Theory]
    [InlineData("zstd", true, true)]
    [InlineData("gzip, zstd", true, true)]
    [InlineData("gzip", true, false)]
    [InlineData("zstd", false, false)]
    public void TryTakeOff_UnknownCoding_StaysWhereItIsThePhonesToRead(string coding, bool orLeaveUnknown, bool stays)
    {
        using var answer = Answer("x"u8.ToArray(), coding);
        var page = Held(answer);

        Assert.Equal(stays, ContentCodings.TryTakeOff(answer, ref page, 4096, orLeaveUnknown));
        Assert.Equal(stays, answer.Content.Headers.Contains("Content-Encoding"));
    }

    [Fact]
    public void TryTakeOff_TooLongToBeHeld_CannotBeRead()
    {
        using var answer = Answer([], "gzip");
        ReadOnlyMemory<byte>? page = null;

        Assert.False(ContentCodings.TryTakeOff(answer, ref page, 4096, orLeaveUnknown: true));
    }

    [Theory]
    [InlineData("identity", 200)]
    [InlineData("", 200)]
    [InlineData("gzip", 304)]
    public void TryTakeOff_NothingToUndo_LeavesThePage(string coding, int status)
    {
        using var answer = Answer("x"u8.ToArray(), coding);
        answer.StatusCode = (HttpStatusCode)status;
        var page = Held(answer);

        Assert.True(ContentCodings.TryTakeOff(answer, ref page, 4096, orLeaveUnknown: false));
        Assert.Equal("x", Text(page));
        Assert.Equal(status == 304, answer.Content.Headers.Contains("Content-Encoding"));
    }

    private static string Text(ReadOnlyMemory<byte>? page) => Encoding.UTF8.GetString(page!.Value.Span);

    private static ReadOnlyMemory<byte>? Held(HttpResponseMessage answer) => ((HeldContent)answer.Content).Page;

    private static HttpResponseMessage Answer(byte[] body, string header)
    {
        var answer = new HttpResponseMessage { Content = new HeldContent(body) };
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml");
        if (header.Length > 0)
        {
            answer.Content.Headers.TryAddWithoutValidation("Content-Encoding", header.Split('|'));
        }

        return answer;
    }

    private static byte[] Pack(byte[] plain, string coding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "raw" => new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            stream.Write(plain);
        }

        return packed.ToArray();
    }
}
