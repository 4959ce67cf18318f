namespace PhoneServicesProxy.PhoneXml;

/// <summary>One change of a page: this stretch makes way for the gateway's address.</summary>
internal readonly record struct UrlEdit(ByteRange Range, bool IsHttps);
