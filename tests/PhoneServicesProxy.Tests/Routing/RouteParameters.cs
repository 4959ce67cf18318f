using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PhoneServicesProxy.Tests.Routing;

/// <summary>The constraints that ASP.NET Core knows for the parameters of a path.</summary>
internal static class RouteParameters
{
    public static readonly ParameterPolicyFactory Factory =
        new ServiceCollection().AddRouting().AddLogging().BuildServiceProvider().GetRequiredService<ParameterPolicyFactory>();
}
