namespace PhoneServicesProxy.Health;

/// <summary>The effect on phones if all nodes give the same wrong answer to a probe.</summary>
internal enum ProbeFaultEffect
{
    /// <summary>Phones get an error page. The service does not work.</summary>
    Lost,

    /// <summary>
    /// The effect depends on the number of nodes with this answer. If several nodes refuse this request (404, 403), or cut a page at the same
    /// place, the probe or the application is wrong. A single node may have lost the application.
    /// </summary>
    OfTheQuestion,

    /// <summary>Phones get the answer unchanged.</summary>
    Served,
}
