namespace PhoneServicesProxy.Diagnostics;

/// <summary>The instruments of one feature. They are created when the gateway starts, before anything is measured.</summary>
internal interface IFeatureMetrics
{
    /// <summary>
    /// Starts counters at 0. If a counter's first value were its first event, a rate over it would miss that event. It is called at the start and after
    /// each reload.
    /// </summary>
    /// <param name="services">The services of the configuration.</param>
    void Begin(IReadOnlyCollection<string> services)
    {
    }
}
