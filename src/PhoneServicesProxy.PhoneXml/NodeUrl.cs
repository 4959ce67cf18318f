namespace PhoneServicesProxy.PhoneXml;

/// <summary>What holds for each URL in a page.</summary>
internal static class NodeUrl
{
    /// <summary>The longest that phone XML allows, in characters (CiscoIPPhone.xsd).</summary>
    public const int MaxLength = 256;
}
