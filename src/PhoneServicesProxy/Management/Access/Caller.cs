using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.Management.Access;

/// <summary>How a request to the management endpoint has shown that it may come in.</summary>
/// <param name="Name">Whose key it has, for the audit log.</param>
/// <param name="Role">Its rights; null for whoever is on this machine and has shown no key.</param>
/// <param name="Words">For log and events, such as "API key from 10.1.1.7".</param>
internal sealed record Caller(string Name, ManagementRole? Role, string Words)
{
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("Nobody has looked who it is.");

    public AccessReport Report() => new(Name, Role is { } role ? TagName.Of(role) : null, Role == ManagementRole.Operator, Role switch
    {
        ManagementRole.Operator => $"You are {Name}, an operator: you may look and give orders.",
        ManagementRole.Viewer => $"You are {Name}, a viewer: you may look. An order takes an operator's key.",
        _ => "You are on this machine and have shown no key: you may look. An order, and what a phone does, take a key.",
    });
}
