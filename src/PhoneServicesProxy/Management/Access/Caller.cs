using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.Management.Access;

/// <summary>An authorized caller of the management endpoint.</summary>
/// <param name="Name">The name of its key, for the audit log.</param>
/// <param name="Role">Its rights; null for a caller on this machine without a key.</param>
/// <param name="Words">The caller in words, such as "API key from 10.1.1.7", for log and events.</param>
internal sealed record Caller(string Name, ManagementRole? Role, string Words)
{
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("The caller is not identified yet.");

    public AccessReport Report() => new(Name, Role is { } role ? TagName.Of(role) : null, Role == ManagementRole.Operator, Role switch
    {
        ManagementRole.Operator => $"You are {Name}, an operator: you may look and give orders.",
        ManagementRole.Viewer => $"You are {Name}, a viewer: you may look. Orders need an operator's key.",
        _ => "You are on this machine and sent no key: you may look. Orders and watches need a key.",
    });
}
