namespace PhoneServicesProxy.PhoneXml;

/// <summary>One change of a page: the range is replaced by the text of this kind.</summary>
internal readonly record struct UrlEdit(ByteRange Range, UrlEditKind Kind);
