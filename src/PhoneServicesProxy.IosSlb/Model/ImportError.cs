namespace PhoneServicesProxy.IosSlb.Model;

/// <summary>Something in the router's configuration that cannot be meant as it is written.</summary>
/// <param name="Line">Its line; none where something is missing altogether.</param>
/// <param name="Message">What is wrong, and what to write instead.</param>
internal sealed record ImportError(int? Line, string Message)
{
    public override string ToString() => Line is null ? Message : $"line {Line}: {Message}";
}
