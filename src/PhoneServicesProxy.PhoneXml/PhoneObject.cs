namespace PhoneServicesProxy.PhoneXml;

/// <summary>What a phone can be told to show or do.</summary>
internal enum PhoneObject
{
    /// <summary>None that a phone knows.</summary>
    None,
    Menu,
    Text,
    Directory,
    Input,
    IconMenu,
    IconFileMenu,
    GraphicMenu,
    GraphicFileMenu,
    Image,
    ImageFile,
    Status,
    StatusFile,
    Execute,
    Response,
    Error,
}
