namespace PhoneServicesProxy.Management.Api;

/// <summary>The optional body of an order.</summary>
/// <param name="Reason">The reason, for people who look later; up to 200 characters.</param>
public sealed record OrderRequest(string? Reason);
