using System.Net;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>A command could not do its work at a running gateway; the message says why and what to do.</summary>
internal sealed class ManagementException(string message) : Exception(message)
{
    /// <summary>The status that the gateway answered with; null where it gave none.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether nothing answered.</summary>
    public bool IsUnreachable { get; init; }
}
