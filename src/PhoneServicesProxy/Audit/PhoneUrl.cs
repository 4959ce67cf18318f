namespace PhoneServicesProxy.Audit;

/// <summary>A URL in a phone's configuration file or menu.</summary>
/// <param name="Source">As in <see cref="AuditedUrl"/>.</param>
/// <param name="Name">The element, service or entry.</param>
/// <param name="Url">The URL.</param>
internal sealed record PhoneUrl(string Source, string Name, string Url)
{
    public const string File = "file";
    public const string Service = "service";
    public const string Menu = "menu";
}
