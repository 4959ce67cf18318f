namespace PhoneServicesProxy.PhoneXml;

/// <summary>What the body of an answer is.</summary>
internal enum PhonePageKind
{
    /// <summary>No body, or nothing but blanks.</summary>
    Empty,

    /// <summary>Declared as an image or sound; or a phone page declared as plain text, of which a phone shows the source.</summary>
    OtherMedia,

    /// <summary>Text without markup, not declared to be anything else.</summary>
    PlainText,

    /// <summary>No XML by its content.</summary>
    NotXml,

    /// <summary>HTML or XHTML: an error page of a web server or of something on the way to it.</summary>
    Html,

    /// <summary>Well-formed XML, but no object that a phone knows.</summary>
    UnknownRoot,

    /// <summary>Starts as a phone page, but is cut short or not well-formed: a phone shows "XML Error[4]".</summary>
    NotWellFormed,

    /// <summary>A whole page that a phone can show.</summary>
    Phone,
}
