namespace PhoneServicesProxy.Certificates;

/// <summary>Data from files that are read again when they change.</summary>
internal interface IReloaded
{
    /// <summary>Checks whether the files have changed. It is called twice a second. It never throws because of a file's content.</summary>
    void Refresh();
}
