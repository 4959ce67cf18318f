namespace PhoneServicesProxy.Security;

/// <summary>Marks a request that was refused, whatever page its phone was shown.</summary>
/// <param name="Reason">Why.</param>
internal sealed record Refusal(RefusalReason Reason);
