namespace PhoneServicesProxy.Management.Api;

/// <summary>What may come with an order.</summary>
/// <param name="Reason">Why, for those who look later; up to 200 characters.</param>
public sealed record OrderRequest(string? Reason);
