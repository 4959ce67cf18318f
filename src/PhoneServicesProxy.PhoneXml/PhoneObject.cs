namespace PhoneServicesProxy.PhoneXml;

/// <summary>The objects that a phone can show or execute.</summary>
internal enum PhoneObject
{
    /// <summary>Not an object that a phone knows.</summary>
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
