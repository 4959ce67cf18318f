namespace PhoneServicesProxy.Discovery;

/// <summary>DNS gave no nodes.</summary>
internal sealed class LookupFailedException(LookupFailure reason, string message) : Exception(message)
{
    public LookupFailure Reason => reason;
}
