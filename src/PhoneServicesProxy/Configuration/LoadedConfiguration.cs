namespace PhoneServicesProxy.Configuration;

/// <summary>What came of reading the configuration: it is right, or these are its errors.</summary>
internal sealed record LoadedConfiguration(GatewayConfiguration? Configuration, IReadOnlyList<ConfigurationError> Errors);
