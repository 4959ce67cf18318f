namespace PhoneServicesProxy.Configuration;

/// <summary>The result of reading the configuration: a valid configuration, or its errors.</summary>
internal sealed record LoadedConfiguration(GatewayConfiguration? Configuration, IReadOnlyList<ConfigurationError> Errors);
