namespace PhoneServicesProxy.PhoneXml;

/// <summary>The kind of an answer's body.</summary>
internal enum PhonePageKind
{
    /// <summary>No body, or only blanks.</summary>
    Empty,

    /// <summary>An image or sound by its declared type. Also a phone page declared as plain text, because a phone shows its source.</summary>
    OtherMedia,

    /// <summary>Text without markup, not declared as anything else.</summary>
    PlainText,

    /// <summary>Content that is not XML.</summary>
    NotXml,

    /// <summary>HTML or XHTML: an error page of a web server, or of a device before it.</summary>
    Html,

    /// <summary>Well-formed XML, but not an object that a phone knows.</summary>
    UnknownRoot,

    /// <summary>The beginning of a phone page that is cut short or not well-formed. A phone shows "XML Error[4]".</summary>
    NotWellFormed,

    /// <summary>A whole page that a phone can show.</summary>
    Phone,
}
