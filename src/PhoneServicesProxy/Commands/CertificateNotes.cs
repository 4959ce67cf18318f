using System.Globalization;
using PhoneServicesProxy.Certificates;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Tls;

namespace PhoneServicesProxy.Commands;

/// <summary>Notes on the gateway's certificates: not served to anyone, or about to expire.</summary>
internal static class CertificateNotes
{
    public static IEnumerable<string> Of(GatewayConfiguration configuration, DateTimeOffset now)
    {
        (string Section, CertificateOptions Certificate)[] all =
        [
            ($"{TlsOptions.Section}:{nameof(TlsOptions.Certificate)}", configuration.Options.Get<TlsOptions>().Certificate),
            ($"{ManagementOptions.Section}:{nameof(ManagementOptions.Certificate)}", configuration.Options.Get<ManagementOptions>().Certificate),
        ];
        var phones = all[0].Certificate.Path;
        if (!string.IsNullOrEmpty(phones) && configuration.Root[SettingKeys.Urls]?.Contains("https:", StringComparison.OrdinalIgnoreCase) != true)
        {
            yield return $"{all[0].Section}:{nameof(CertificateOptions.Path)}: is \"{phones}\", but Urls has no https address, so no phone sees it. Write one, such as \"https://*:8443\", beside the others, with a semicolon between them.";
        }

        foreach (var (section, options) in all.Where(one => !string.IsNullOrEmpty(one.Certificate.Path)))
        {
            if (CertificateFile.HoldsKey(options.Path!) && !string.IsNullOrEmpty(options.KeyPath))
            {
                yield return $"{section}:{nameof(CertificateOptions.KeyPath)}: is \"{options.KeyPath}\", which is not read, because \"{options.Path}\" is a PKCS #12 file and holds the key itself. Remove it.";
            }

            var certificate = CertificateFile.Load(options);
            if (certificate.NotAfter > now && certificate.NotAfter - now < CertificateAlarm.Notice)
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{section}:{nameof(CertificateOptions.Path)}: is \"{options.Path}\", whose certificate expires in {(int)(certificate.NotAfter - now).TotalDays} days, on {certificate.NotAfter:u}. Replace its files; no restart is needed.");
            }

            if (ActivationTime.Parse(options.ActivateAfter) is { } activation && activation.Of(now) > CertificateHold.LatestFor(certificate.NotAfter) && certificate.NotAfter > now)
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{section}:{nameof(CertificateOptions.ActivateAfter)}: is \"{options.ActivateAfter}\", but the certificate in \"{options.Path}\" expires on {certificate.NotAfter:u}. If it is the one in force, a new one comes into force on {CertificateHold.LatestFor(certificate.NotAfter):u}: put it into CallManager's tomcat-trust before that.");
            }
        }
    }
}
