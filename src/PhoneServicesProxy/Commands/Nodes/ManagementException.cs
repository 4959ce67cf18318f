using System.Net;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>A command failed at a running gateway. The message gives the reason and the remedy.</summary>
internal sealed class ManagementException(string message) : Exception(message)
{
    /// <summary>The gateway's status; null if there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>True if nothing answered.</summary>
    public bool IsUnreachable { get; init; }
}
