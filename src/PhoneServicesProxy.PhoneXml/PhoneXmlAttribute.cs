namespace PhoneServicesProxy.PhoneXml;

/// <summary>The ranges of an attribute's name and of its value without the quotes.</summary>
internal readonly record struct PhoneXmlAttribute(ByteRange Name, ByteRange Value);
