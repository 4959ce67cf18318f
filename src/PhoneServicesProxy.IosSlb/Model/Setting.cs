namespace PhoneServicesProxy.IosSlb.Model;

/// <summary>A value and its line in the file. The line is null if the value is IOS's default.</summary>
internal readonly record struct Setting<T>(T Value, int? Line = null)
{
    public bool IsWritten => Line is not null;
}
