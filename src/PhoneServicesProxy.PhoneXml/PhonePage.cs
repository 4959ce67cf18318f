namespace PhoneServicesProxy.PhoneXml;

/// <summary>The judgement of a body. <paramref name="Root"/> is known for whole phone pages and for most broken ones.</summary>
internal readonly record struct PhonePage(PhonePageKind Kind, PhoneObject Root = PhoneObject.None);
