using FsCheck.Xunit;
using PhoneServicesProxy.PhoneXml;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>What holds for every page, tried on random ones.</summary>
[Properties(Arbitrary = [typeof(GeneratedPages)], MaxTest = 500)]
public sealed class PageRewriterPropertyTests
{
    [Property]
    public void Rewrite_NoKnownNode_SameBytes(EncodedPage page)
    {
        var bytes = page.Before.AsMemory();

        var rewritten = PageRewriter.Rewrite(bytes, new(Rewriting.NoNodes, Rewriting.Gateway));

        Assert.True(rewritten.Page.Equals(bytes));
        Assert.Equal(default, rewritten.Counts);
    }

    [Property]
    public void Rewrite_AnyPage_ByteForByteButForNodesAddresses(EncodedPage page) => Assert.Equal(page.After, Rewrite(page.Before).Page);

    [Property]
    public void Rewrite_AnyPage_ParsersSeeOtherUrlsOnly(EncodedPage page)
    {
        var expected = PageValues.Of(page.Draft.Before)
            .Select(value => value.IsUrl ? value with { Value = ReferenceRewriting.Rewrite(value.Value, value.Place) } : value);

        Assert.Equal(expected, PageValues.Of(page.Text(Rewrite(page.Before).Page)));
    }

    [Property]
    public void Rewrite_Twice_SameAsOnce(EncodedPage page)
    {
        var once = Rewrite(page.Before);

        var twice = Rewrite(once.Page);

        Assert.True(twice.Page.Equals(once.Page));
        Assert.Equal(0, twice.Counts.Rewritten);
    }

    [Property(MaxTest = 50)]
    public void Rewrite_CutAnywhere_SameBytesUnlessStillAWholePage(EncodedPage page)
    {
        var whole = page.Before.AsMemory();
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            var isWhole = PhonePageCheck.Check(cut.Span, default).Kind == PhonePageKind.Phone;

            var rewritten = Rewrite(cut);

            Assert.Equal(isWhole ? 0 : 1, rewritten.Counts.IllFormed);
            Assert.True(isWhole || rewritten.Page.Equals(cut));
        }
    }

    [Property]
    public void Rewrite_AnyBytes_NeverThrowsNorGrowsBeyondItsUrls(byte[] noise, EncodedPage page, ushort position)
    {
        var bytes = page.Before;
        noise.AsSpan(0, Math.Min(noise.Length, bytes.Length)).CopyTo(bytes.AsSpan(position % Math.Max(1, bytes.Length - noise.Length)));

        var rewritten = Rewrite(bytes);

        var longest = Math.Max(Rewriting.Http.Length, Rewriting.Https.Length) * 2;
        Assert.InRange(rewritten.Page.Length, 0, bytes.Length + (rewritten.Counts.Rewritten * longest));
    }

    private static RewrittenPage Rewrite(ReadOnlyMemory<byte> page) => PageRewriter.Rewrite(page, Rewriting.Edits);
}
