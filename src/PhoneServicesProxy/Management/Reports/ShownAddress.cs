namespace PhoneServicesProxy.Management.Reports;

/// <summary>Makes an address safe to show: without user, password and query.</summary>
internal static class ShownAddress
{
    public static string Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : "(not shown)";
}
