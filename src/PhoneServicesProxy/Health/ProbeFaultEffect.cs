namespace PhoneServicesProxy.Health;

/// <summary>What phones get where all nodes answer a probe in the same wrong way.</summary>
internal enum ProbeFaultEffect
{
    /// <summary>An error page: the service does not work.</summary>
    Lost,

    /// <summary>
    /// It depends on how many answer so. Where several nodes refuse this very question (404, 403), or cut a page short at the same place, the
    /// question or the application is wrong; a single one may have lost the application.
    /// </summary>
    OfTheQuestion,

    /// <summary>The answer as it is.</summary>
    Served,
}
