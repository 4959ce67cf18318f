namespace PhoneServicesProxy.PhoneXml;

internal enum PhoneXmlToken
{
    /// <summary>Nothing has been read yet.</summary>
    None,
    Declaration,
    StartElement,
    EndElement,

    /// <summary><c>&lt;Name/&gt;</c>: a start and an end in one token.</summary>
    EmptyElement,

    /// <summary>Text inside an element, with blanks between elements. References are not decoded.</summary>
    Text,
    CData,
    Comment,
    Instruction,

    /// <summary>The page was read to its end and is well-formed.</summary>
    End,

    /// <summary>The page is not well-formed.</summary>
    Fault,
}
