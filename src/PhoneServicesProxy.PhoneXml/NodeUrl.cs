namespace PhoneServicesProxy.PhoneXml;

/// <summary>Limits of a URL in a page.</summary>
internal static class NodeUrl
{
    /// <summary>The longest URL that phone XML allows, in characters (CiscoIPPhone.xsd).</summary>
    public const int MaxLength = 256;
}
