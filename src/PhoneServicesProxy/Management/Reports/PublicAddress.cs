namespace PhoneServicesProxy.Management.Reports;

/// <summary>An address as it may be shown: without user and password, and without a query.</summary>
internal static class PublicAddress
{
    public static string Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : "(not shown)";
}
