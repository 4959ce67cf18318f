namespace PhoneServicesProxy.PhoneXml;

/// <summary>
/// The objects of Cisco's CiscoIPPhone schema (3.3.4) by their root elements, and the elements and attributes with URLs and messages.
/// Names are case-sensitive.
/// </summary>
internal static class PhoneObjects
{
    private static readonly (byte[] Name, PhoneObject Object)[] Roots =
    [
        ("CiscoIPPhoneMenu"u8.ToArray(), PhoneObject.Menu),
        ("CiscoIPPhoneText"u8.ToArray(), PhoneObject.Text),
        ("CiscoIPPhoneDirectory"u8.ToArray(), PhoneObject.Directory),
        ("CiscoIPPhoneInput"u8.ToArray(), PhoneObject.Input),
        ("CiscoIPPhoneIconMenu"u8.ToArray(), PhoneObject.IconMenu),
        ("CiscoIPPhoneIconFileMenu"u8.ToArray(), PhoneObject.IconFileMenu),
        ("CiscoIPPhoneGraphicMenu"u8.ToArray(), PhoneObject.GraphicMenu),
        ("CiscoIPPhoneGraphicFileMenu"u8.ToArray(), PhoneObject.GraphicFileMenu),
        ("CiscoIPPhoneImage"u8.ToArray(), PhoneObject.Image),
        ("CiscoIPPhoneImageFile"u8.ToArray(), PhoneObject.ImageFile),
        ("CiscoIPPhoneStatus"u8.ToArray(), PhoneObject.Status),
        ("CiscoIPPhoneStatusFile"u8.ToArray(), PhoneObject.StatusFile),
        ("CiscoIPPhoneExecute"u8.ToArray(), PhoneObject.Execute),
        ("CiscoIPPhoneResponse"u8.ToArray(), PhoneObject.Response),
        // Public copies of the schema spell it this way.
        ("CiscoIPhoneResponse"u8.ToArray(), PhoneObject.Response),
        ("CiscoIPPhoneError"u8.ToArray(), PhoneObject.Error),
    ];

    private static readonly byte[][] UrlParents =
    [
        "MenuItem"u8.ToArray(), "SoftKeyItem"u8.ToArray(), "KeyItem"u8.ToArray(), "IconItem"u8.ToArray(),
        "ResponseItem"u8.ToArray(), "CiscoIPPhoneInput"u8.ToArray(), "CiscoIPPhoneImageFile"u8.ToArray(),
        "CiscoIPPhoneGraphicFileMenu"u8.ToArray(), "CiscoIPPhoneStatusFile"u8.ToArray(),
    ];

    private static readonly byte[][] FocusAttributes =
    [
        "onAppFocusLost"u8.ToArray(), "onAppFocusGained"u8.ToArray(), "onAppMinimized"u8.ToArray(), "onAppClosed"u8.ToArray(),
    ];

    public static PhoneObject Find(ReadOnlySpan<byte> root)
    {
        foreach (var (name, found) in Roots)
        {
            if (root.SequenceEqual(name))
                return found;
        }

        return PhoneObject.None;
    }

    /// <summary>True for an element whose text is a URL.</summary>
    public static bool IsUrl(ReadOnlySpan<byte> element, ReadOnlySpan<byte> parent) =>
        (element.SequenceEqual("URL"u8) || element.SequenceEqual("URLDown"u8)) && Contains(UrlParents, parent);

    /// <summary>True for an attribute whose value is a URL.</summary>
    public static bool IsUrlAttribute(ReadOnlySpan<byte> attribute, ReadOnlySpan<byte> element)
    {
        if (attribute.SequenceEqual("URL"u8))
            return element.SequenceEqual("ExecuteItem"u8) || element.SequenceEqual("ResponseItem"u8);

        return IsFocusAttribute(attribute) && Find(element) != PhoneObject.None;
    }

    /// <summary>True for an attribute that tells the phone what to do when the user leaves or enters the application.</summary>
    public static bool IsFocusAttribute(ReadOnlySpan<byte> attribute) => Contains(FocusAttributes, attribute);

    /// <summary>True for an element, directly below the root, with a text for the user.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> element) =>
        element.SequenceEqual("Title"u8) || element.SequenceEqual("Prompt"u8) || element.SequenceEqual("Text"u8);

    private static bool Contains(byte[][] names, ReadOnlySpan<byte> name)
    {
        foreach (var candidate in names)
        {
            if (name.SequenceEqual(candidate))
                return true;
        }

        return false;
    }
}
