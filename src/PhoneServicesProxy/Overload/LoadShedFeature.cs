namespace PhoneServicesProxy.Overload;

/// <summary>Marks a request whose press was refused in overload. Its page may have status 200.</summary>
internal sealed class LoadShedFeature
{
    public static readonly LoadShedFeature Instance = new();

    private LoadShedFeature()
    {
    }
}
