namespace PhoneServicesProxy.Management.Access;

/// <summary>How a request to the management endpoint has shown that it may come in.</summary>
/// <param name="Words">For log and events, such as "API key from 10.1.1.7".</param>
/// <param name="MayChange">Whether it may change anything.</param>
internal sealed record Caller(string Words, bool MayChange)
{
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("Nobody has looked who it is.");
}
