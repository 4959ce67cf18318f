namespace PhoneServicesProxy.Security;

/// <summary>Marks a request as refused, independent of the page that its phone was shown.</summary>
/// <param name="Reason">The reason.</param>
internal sealed record Refusal(RefusalReason Reason);
