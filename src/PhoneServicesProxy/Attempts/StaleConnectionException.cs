namespace PhoneServicesProxy.Attempts;

/// <summary>A kept-alive connection ended before the first byte of an answer, because the node had closed it while it was idle.</summary>
internal sealed class StaleConnectionException : IOException
{
    public StaleConnectionException()
        : base("The node had closed this kept-alive connection.")
    {
    }

    public StaleConnectionException(Exception inner)
        : base("The node had closed this kept-alive connection.", inner)
    {
    }
}
