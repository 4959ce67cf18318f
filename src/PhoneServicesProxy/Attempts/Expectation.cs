namespace PhoneServicesProxy.Attempts;

/// <summary>What a good answer of a route holds.</summary>
internal enum Expectation
{
    /// <summary>Any complete answer that is no server error.</summary>
    Any,

    /// <summary>The same, where a phone compares the text that it gets, as for authenticate: it is never given a page in its place.</summary>
    PlainText,

    /// <summary>A page that a phone can show: well-formed XML with a root that phones know, or text without markup.</summary>
    PhoneXml,

    /// <summary>The same, or an image or a sound that is declared as such: whatever a phone can take, and never HTML or nothing.</summary>
    PhonePage,
}
