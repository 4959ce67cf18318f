using System.CommandLine;
using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>Shows the gateway's own certificates, and activates one that is held back.</summary>
internal static class CertificatesCommand
{
    private const string Description = """
        Show the certificates of a running gateway, with their fingerprints: the one in force, and the one on disk that waits.

        A certificate that is new on disk waits if PhoneServices:Tls:Certificate:ActivateAfter says so. Put it into CallManager's tomcat-trust first, then:
          PhoneServicesProxy certificates activate phones
        """;

    public static Command Create(IReadOnlyList<string> settings)
    {
        var json = new Option<bool>("--json") { Description = "Print what GET /api/certificates gives." };
        var command = new Command("certificates", Description) { json, Activate(settings) };
        NodesCommands.SetAction(command, settings, async (parsed, client, stop) =>
        {
            if (parsed.GetValue(json))
            {
                Console.WriteLine(await client.GetTextAsync("api/certificates", stop));
                return;
            }

            Console.WriteLine(Text(await client.GetAsync<CertificateReport[]>("api/certificates", stop)));
        });
        return command;
    }

    internal static string Text(IReadOnlyCollection<CertificateReport> certificates) => certificates.Count == 0
        ? "The gateway has no certificate of its own: https is not configured."
        : string.Join(Environment.NewLine, certificates.SelectMany(certificate => certificate.Text));

    private static Command Activate(IReadOnlyList<string> settings)
    {
        var name = new Argument<string>("NAME") { Description = "The certificate: phones or management." };
        name.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            {
                result.AddError($"There is no option {token.Value}.");
            }
        });
        var command = new Command("activate", "Put a certificate into force that is held back.") { name };
        NodesCommands.SetAction(command, settings, async (parsed, client, stop) =>
            Console.WriteLine((await client.ActivateCertificateAsync(parsed.GetValue(name)!, stop)).Text));
        return command;
    }
}
