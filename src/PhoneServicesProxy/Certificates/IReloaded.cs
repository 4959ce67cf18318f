namespace PhoneServicesProxy.Certificates;

/// <summary>Something that was read from files and is read again when they change.</summary>
internal interface IReloaded
{
    /// <summary>Looks whether the files have changed. Called twice a second; never throws for what is in a file.</summary>
    void Refresh();
}
