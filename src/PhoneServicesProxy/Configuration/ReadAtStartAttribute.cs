namespace PhoneServicesProxy.Configuration;

/// <summary>Marks a setting that is read only at the start. All others take effect on a reload.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReadAtStartAttribute : Attribute
{
    /// <summary>False if the value may contain a password, so it is not logged.</summary>
    public bool MayBeShown { get; init; } = true;
}
