using PhoneServicesProxy.Audit;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Wiring;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>Reports the result of an audit to the running gateway with this configuration. Its status page then shows it.</summary>
internal static class AuditUpload
{
    public static AuditFindings Of(AuditResult result) => new(
        result.Asked,
        result.Read,
        Phones(result, url => url.Bypasses),
        Phones(result, url => url is { LeadsTo: LeadsTo.Gateway, Advice.Length: > 0 }),
        result.WasStopped);

    /// <returns>The message for the user; null if there is no gateway or no key, because an audit needs neither.</returns>
    public static async Task<string?> SendAsync(AuditResult result, GatewayConfiguration configuration)
    {
        var options = configuration.Options.Get<ManagementOptions>();
        if (result.Problem is not null || ManagementUrl.Parse(options.Url) is not { } url)
        {
            return null;
        }

        try
        {
            var key = KeySearch.Find(null, options, url, configuration.Root);
            if (key.Value is null)
            {
                return null;
            }

            using var client = new ManagementClient(new() { Url = ManagementUrl.ForThisMachine(url), Key = key, KnownCertificate = options.Certificate.Path });
            await client.SendAuditAsync(Of(result), CancellationToken.None);
            return $"The gateway at {client.Url} was told: its status page shows these numbers.";
        }
        catch (ManagementException error)
        {
            return error.IsUnreachable ? null : $"The gateway was not told: {error.Message}";
        }
    }

    private static int Phones(AuditResult result, Func<AuditedUrl, bool> which) =>
        result.Urls.Where(which).Select(url => url.Device).Distinct(StringComparer.Ordinal).Count();
}
