namespace PhoneServicesProxy.Attempts;

/// <summary>The kind of answer that a route counts as good.</summary>
internal enum Expectation
{
    /// <summary>Any complete answer that is not a server error.</summary>
    Any,

    /// <summary>The same, if the phone compares the text, as for authenticate. It never gets a page instead.</summary>
    PlainText,

    /// <summary>A page that a phone can show: well-formed XML with a root that phones know, or text without markup.</summary>
    PhoneXml,

    /// <summary>The same, or an image or sound declared as such. HTML and empty answers are never good.</summary>
    PhonePage,
}
