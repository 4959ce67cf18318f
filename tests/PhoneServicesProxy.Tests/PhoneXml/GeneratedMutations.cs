using FsCheck;
using FsCheck.Fluent;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>Pages with slips of the pen, most of which make them ill-formed, and some not.</summary>
public static class GeneratedMutations
{
    private static readonly string[] Slips =
    [
        "", "<", ">", "&", ";", "\"", "'", "/", "!", "?", "-", "[", "]", "=", "x", "1", " ", "\n", "\t", "#", "]]>", "<!--", "-->", "--", "<![CDATA[", "&#", "&#x",
        "&amp;", "&lt", "&#65;", "&#x1F600;", "&#xD800;", "&#xFFFE;", "&#0;", "&#1114112;", "&nbsp;", "<?x?>", "<?xml?>", "<?XML x?>", "?>", "<?", "</", "/>", "<a>", "</a>", "<a/>",
        "<!DOCTYPE a>", "\u0001", "\u007F", " a=\"1\"", " a='<'", " URL=\"\"", "<1/>", "<-/>", "<_.-1/>", "&#x10FFFF;", "&#00065;", "a=1",
    ];

    public static Arbitrary<MutatedPage> Mutated() => Arb.From(
        from page in GeneratedPages.Pages().Generator
        from count in Gen.Choose(0, 3)
        from slips in Slip.ListOf(count)
        select new MutatedPage(slips.Aggregate(page.Draft.Before, (text, slip) => slip.In(text))));

    private static Gen<Mutation> Slip =>
        from at in Gen.Choose(0, int.MaxValue)
        from removed in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(1, 3)), (1, Gen.Choose(4, 60)))
        from inserted in Gen.Elements(Slips)
        select new Mutation(at, removed, inserted);

    public sealed record MutatedPage(string Text);

    private sealed record Mutation(int At, int Removed, string Inserted)
    {
        // Behind the declaration: XmlReader takes a version of "1.0]" and any encoding where it reads text.
        public string In(string text)
        {
            var first = text.StartsWith("<?xml ", StringComparison.Ordinal) ? text.IndexOf("?>", StringComparison.Ordinal) + 2 : 0;
            var start = first + (At % (text.Length - first + 1));
            return text[..start] + Inserted + text[Math.Min(start + Removed, text.Length)..];
        }
    }
}
