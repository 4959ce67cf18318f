namespace PhoneServicesProxy.IosSlb.Model;

/// <summary>A value and the line that says so; no line where it is IOS's default.</summary>
internal readonly record struct Setting<T>(T Value, int? Line = null)
{
    public bool IsWritten => Line is not null;
}
