using System.CommandLine;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.Management;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>The options by which commands find a running gateway's management endpoint and authenticate.</summary>
internal sealed class ManagementArguments
{
    private readonly Option<string[]> _config = ConfigOption.Create();

    private readonly Option<string?> _url = new("--url")
    {
        Description = "The gateway's management address, in place of the configuration's PhoneServices:Management:Url.",
        HelpName = "URL",
    };

    private readonly Option<string?> _keyFile = new("--key-file")
    {
        Description = "A file whose first line is the API key, in place of the configuration's ApiKey or ApiKeyFile, or the key that the gateway has made for this machine.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _ca = new("--ca") { Description = "Certificates, in PEM, of those who issue the gateway's; by default those of the system.", HelpName = "FILE" };
    private readonly Option<string?> _certificate = new("--cert") { Description = "A client certificate, in PEM, in place of a key.", HelpName = "FILE" };
    private readonly Option<string?> _certificateKey = new("--cert-key") { Description = "Its private key, in PEM.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        _url.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(token => ManagementUrl.Parse(token.Value) is null))
            {
                result.AddError($"--url is \"{token.Value}\". Write an address such as \"http://127.0.0.1:9901\".");
            }
        });
        foreach (var option in new Option[] { _config, _url, _keyFile, _ca, _certificate, _certificateKey })
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="ManagementException">The options do not lead to a gateway.</exception>
    public ManagementTarget Read(ParseResult parsed, IReadOnlyList<string> settings)
    {
        // The configuration is not validated: after a file was broken, the gateway still runs and must be reachable.
        var errors = new List<ConfigurationError>();
        var root = ConfigurationLayers.Shipped(parsed.GetValue(_config) ?? [], settings).Read(errors);
        if (errors.Count > 0)
        {
            throw new ManagementException(string.Join(Environment.NewLine, errors));
        }

        var options = root.GetSection(ManagementOptions.Section).Get<ManagementOptions>() ?? new();
        var given = parsed.GetValue(_url);
        var url = ManagementUrl.Parse(given ?? options.Url) ?? throw new ManagementException(
            string.IsNullOrEmpty(options.Url) ? "The configuration switches the management endpoint off: PhoneServices:Management:Url is empty."
            : $"PhoneServices:Management:Url is \"{options.Url}\". Write an address such as \"http://127.0.0.1:9901\".");
        return new()
        {
            Url = ManagementUrl.ForThisMachine(url),
            Key = KeySearch.Find(parsed.GetValue(_keyFile), options, url, root),
            KnownCertificate = given is null ? options.Certificate.Path : null,
            Authorities = parsed.GetValue(_ca),
            ClientCertificate = parsed.GetValue(_certificate),
            ClientCertificateKey = parsed.GetValue(_certificateKey),
        };
    }
}
