using System.CommandLine;

namespace PhoneServicesProxy.Commands;

/// <summary>The option that names the configuration files.</summary>
internal static class ConfigOption
{
    public static Option<string[]> Create()
    {
        var option = new Option<string[]>("--config", "-c")
        {
            Description = "A file with the site's own settings, layered over the shipped appsettings.json; may be given several times, later ones win.",
            HelpName = "FILE",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count < result.IdentifierTokenCount)
            {
                result.AddError("--config lacks a value. Write the path of a file after each, such as --config site.json.");
            }

            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError("--config is empty. Write the path of a file after it, such as --config site.json.");
            }
        });
        return option;
    }
}
