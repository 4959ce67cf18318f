namespace PhoneServicesProxy.Overload;

/// <summary>Marks a press that was turned away, whatever status its page has.</summary>
internal sealed class Shed
{
    public static readonly Shed Mark = new();

    private Shed()
    {
    }
}
