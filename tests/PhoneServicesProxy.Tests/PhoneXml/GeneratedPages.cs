using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>Well-formed phone pages of all objects, with the URLs of nodes where they count and where they do not.</summary>
public static class GeneratedPages
{
    private static readonly Gen<PageDraft> Text = Gen.Elements<string>(
        "", "Services", "M\u00fcller &amp; Co", "http://10.1.1.1:8080/x", "<![CDATA[<URL>http://10.1.1.1/</URL>]]>", "&lt;&#x3C;", "a<!-- - -->b]] >")
        .Select(text => (PageDraft)text);

    private static readonly Gen<PageDraft> Space = Gen.Elements<string>("", "", "", " ", "\n  ", "<!-- <URL>http://10.1.1.1/</URL> -->", "<?URL http://10.1.1.1/?>")
        .Select(text => (PageDraft)text);

    private static readonly Gen<PageDraft> UrlAttributes = Gen.OneOf(Gen.Constant((PageDraft)""), Attribute("URL", GeneratedUrls.InAttribute));

    private static readonly Gen<PageDraft> Url = Element(
        Gen.Elements("URL", "URL", "URLDown"), Gen.Elements<PageDraft>("", " method=\"post\""), GeneratedUrls.InElement);

    private static readonly Gen<PageDraft> Named = Element(
        Gen.Elements("Name", "Title", "Prompt", "Text", "DisplayName", "Telephone", "DefaultValue", "Data", "url", "URLS"),
        Gen.Constant((PageDraft)" URL=\"http://10.1.1.1/\" x='&quot;'"),
        Text);

    private static readonly Gen<PageDraft> Item = Element(
        Gen.Elements("MenuItem", "SoftKeyItem", "KeyItem", "IconItem", "ResponseItem"),
        Gen.Constant((PageDraft)""),
        Content(Gen.Frequency((3, Url), (1, Named))));

    private static readonly Gen<PageDraft> ItemWithAttribute = Element(
        Gen.Elements("ExecuteItem", "ResponseItem"), UrlAttributes, Content(Named));

    private static readonly Gen<PageDraft> Other = Element(
        Gen.Elements("InputItem", "DirectoryEntry", "TouchArea", "Something"),
        Gen.Constant((PageDraft)" X1 = '0'"),
        Content(Gen.OneOf(Named, Url.Select(Unchanged))));

    private static readonly Gen<PageDraft> RootAttributes =
        from attributes in Gen.SubListOf("onAppFocusLost", "onAppFocusGained", "onAppMinimized", "onAppClosed", "appId")
        from values in Gen.OneOf(GeneratedUrls.InAttribute, GeneratedUrls.InFocusAttribute).ListOf(attributes.Count)
        select PageDraft.Join(attributes.Zip(values, (name, value) =>
            name == "appId" ? (PageDraft)" appId=\"http://10.1.1.1/\"" : $" {name}=\"" + value + "\""));

    private static readonly Gen<PageDraft> Child = Gen.Frequency((4, Item), (2, ItemWithAttribute), (2, Named), (1, Other));

    private static readonly Gen<PageDraft> Root = Gen.OneOf(
        Element(
            Gen.Elements("CiscoIPPhoneInput", "CiscoIPPhoneGraphicFileMenu", "CiscoIPPhoneImageFile", "CiscoIPPhoneStatusFile"),
            RootAttributes,
            Content(Gen.Frequency((4, Child), (1, Url)))),
        Element(
            Gen.Elements(
                "CiscoIPPhoneMenu", "CiscoIPPhoneText", "CiscoIPPhoneDirectory", "CiscoIPPhoneIconMenu", "CiscoIPPhoneIconFileMenu",
                "CiscoIPPhoneGraphicMenu", "CiscoIPPhoneImage", "CiscoIPPhoneStatus", "CiscoIPPhoneExecute", "CiscoIPPhoneResponse",
                "CiscoIPhoneResponse", "CiscoIPPhoneError"),
            RootAttributes,
            Content(Gen.Frequency((4, Child), (1, Url.Select(Unchanged))))));

    /// <summary>Whole pages.</summary>
    public static Arbitrary<EncodedPage> Pages() => Arb.From(
        from encoding in Gen.Elements("utf-8", "iso-8859-1", "utf-16", "utf-16BE")
        from marked in Gen.Elements(true, false)
        from declaration in Gen.Elements("", "<?xml version=\"1.0\"?>", $"<?xml version='1.0' encoding='{encoding}' standalone=\"yes\" ?>\r\n")
        from before in Space
        from root in Root
        from after in Space
        select new EncodedPage(
            declaration + before + root + after, Encoding.GetEncoding(encoding), marked || encoding.StartsWith("utf-16", StringComparison.Ordinal)));

    // Not a place for URLs, whatever it looks like.
    private static PageDraft Unchanged(PageDraft url) => url.Before;

    private static Gen<PageDraft> Content(Gen<PageDraft> child) =>
        from count in Gen.Choose(0, 4)
        from children in child.ListOf(count)
        from spaces in Space.ListOf(count)
        select PageDraft.Join(children.Zip(spaces, (element, space) => space + element));

    private static Gen<PageDraft> Attribute(string name, Gen<PageDraft> value) =>
        from quote in Gen.Elements("\"", "'")
        from text in value
        select $"\n{name} = {quote}" + text + quote;

    private static Gen<PageDraft> Element(Gen<string> names, Gen<PageDraft> attributes, Gen<PageDraft> content) =>
        from name in names
        from attribute in attributes
        from inner in content
        from isShort in Gen.Elements(true, false)
        select inner.Before.Length == 0 && isShort
            ? $"<{name}" + attribute + " />"
            : $"<{name}" + attribute + ">" + inner + $"</{name}>";
}
