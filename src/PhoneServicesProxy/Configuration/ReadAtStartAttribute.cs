namespace PhoneServicesProxy.Configuration;

/// <summary>Marks a setting that is read once, at the start. All others take effect on a reload.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReadAtStartAttribute : Attribute
{
    /// <summary>False where the value may hold a password, and is not repeated in the log.</summary>
    public bool MayBeShown { get; init; } = true;
}
