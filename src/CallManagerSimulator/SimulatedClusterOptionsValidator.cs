namespace CallManagerSimulator;

/// <summary>Finds invalid options of a cluster.</summary>
internal static class SimulatedClusterOptionsValidator
{
    public static void Validate(SimulatedClusterOptions options)
    {
        if (Errors(options).ToList() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(" ", errors), nameof(options));
        }
    }

    private static IEnumerable<string> Errors(SimulatedClusterOptions options)
    {
        var names = options.NodeNames;
        if (names.Count == 0)
        {
            yield return "NodeNames: name at least one node.";
        }

        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count)
        {
            yield return "NodeNames: each name may occur once, whatever its case.";
        }

        if (names.Any(n => n.Length == 0 || !n.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')))
        {
            yield return "NodeNames: a name consists of letters, digits, '-', '.' and '_'.";
        }

        if (options.FirstPort < 0 || options.FirstPort + names.Count - 1 > 65535)
        {
            yield return $"FirstPort: {options.FirstPort} leaves no port for each of {names.Count} nodes; "
                + $"allowed are 0 to {65536 - names.Count}.";
        }

        if (options.ControlPort is < 0 or > 65535)
        {
            yield return $"ControlPort: {options.ControlPort} is not a port; allowed are 0 to 65535.";
        }

        if (options.ConfigurationPort is < 0 or > 65535)
        {
            yield return $"ConfigurationPort: {options.ConfigurationPort} is not a port; allowed are 0 to 65535.";
        }

        if (options.Phones is < 1 or > 100_000)
        {
            yield return $"Phones: {options.Phones}; allowed are 1 to 100000.";
        }

        if (options.AdvertisedAddresses is { } advertised && advertised.Count != names.Count)
        {
            yield return $"AdvertisedAddresses: {advertised.Count} for {names.Count} nodes; give one for each.";
        }

        if (options.AdvertisedAddresses?.FirstOrDefault(a => !a.IsAbsoluteUri || a.Scheme is not ("http" or "https")) is { } wrong)
        {
            yield return $"AdvertisedAddresses: '{wrong}' is not an http address, as in http://10.1.1.1:8080/.";
        }

        if (options.EndPoints is { } endPoints && endPoints.Count != names.Count)
        {
            yield return $"EndPoints: {endPoints.Count} for {names.Count} nodes; give one for each.";
        }

        if (options.Certificates is { } certificates && (certificates.Count != names.Count || !certificates.All(c => c.HasPrivateKey)))
        {
            yield return $"Certificates: {certificates.Count} for {names.Count} nodes; give one for each, with its key.";
        }

        if (options.Users is < 1 or > 100_000)
        {
            yield return $"Users: {options.Users}; allowed are 1 to 100000.";
        }

        if (options.MaxLogins is < 0 or > 1000)
        {
            yield return $"MaxLogins: {options.MaxLogins}; allowed are 0 to 1000.";
        }

        if (options.MinLoginTime < TimeSpan.Zero || options.MaxLoginTime < options.MinLoginTime)
        {
            yield return $"MinLoginTime {options.MinLoginTime}, MaxLoginTime {options.MaxLoginTime}: neither may be below zero, nor the second below the first.";
        }
    }
}
