namespace PhoneServicesProxy.IosSlb.Model;

/// <summary>An error in the router's configuration.</summary>
/// <param name="Line">Its line; null if something is missing.</param>
/// <param name="Message">The error, and the text to write instead.</param>
internal sealed record ImportError(int? Line, string Message)
{
    public override string ToString() => Line is null ? Message : $"line {Line}: {Message}";
}
