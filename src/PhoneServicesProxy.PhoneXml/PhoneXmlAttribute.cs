namespace PhoneServicesProxy.PhoneXml;

/// <summary>Where an attribute's name and its value, without the quotes, stand in the page.</summary>
internal readonly record struct PhoneXmlAttribute(ByteRange Name, ByteRange Value);
