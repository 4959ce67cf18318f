using System.Text.RegularExpressions;

namespace PhoneServicesProxy.Commands;

/// <summary>Variables of the environment that are meant for the gateway, and that nothing reads.</summary>
internal static partial class EnvironmentNotes
{
    /// <param name="names">The names of the variables; their values may be secret.</param>
    public static IEnumerable<string> Mistakes(IEnumerable<string> names) =>
        names.Where(name => OneUnderscore().IsMatch(name)).Order(StringComparer.Ordinal)
            .Select(name => $"environment: {name}: is passed over, since there is one underscore where two stand between keys. Write {Underscores().Replace(name, "__")}.");

    // Kubernetes sets some of the others, for a service of that name.
    [GeneratedRegex("^(PhoneServices|ReverseProxy)_(?!_|SERVICE_(HOST|PORT)|PORT(_|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OneUnderscore();

    [GeneratedRegex("_+")]
    private static partial Regex Underscores();
}
