namespace PhoneServicesProxy.Health;

/// <summary>What phones get where all nodes answer a probe in the same wrong way.</summary>
internal enum ProbeFaultEffect
{
    /// <summary>An error page: the service does not work.</summary>
    Lost,

    /// <summary>
    /// The node refuses this very question (404, 403). Where several nodes do, the question is wrong; a single one may have lost the
    /// application.
    /// </summary>
    OfTheQuestion,

    /// <summary>The answer as it is.</summary>
    Served,
}
