namespace PhoneServicesProxy.Diagnostics;

/// <summary>The instruments of one feature. They are made when the gateway starts, before anything is measured.</summary>
internal interface IFeatureMetrics
{
    /// <summary>
    /// Lets counters begin at 0: two readings of one that begins with its first event do not differ. Called at the start and after each
    /// reload.
    /// </summary>
    /// <param name="services">The services of the configuration.</param>
    void Begin(IReadOnlyCollection<string> services)
    {
    }
}
