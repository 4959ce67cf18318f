namespace PhoneServicesProxy.PhoneXml;

/// <summary>One change of a page: this stretch makes way for that.</summary>
internal readonly record struct UrlEdit(ByteRange Range, UrlEditKind Kind);
