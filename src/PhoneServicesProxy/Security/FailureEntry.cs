namespace PhoneServicesProxy.Security;

/// <summary>The failed logins of one device, user or address.</summary>
/// <param name="Key">Its hash; 0 for an empty entry.</param>
/// <param name="Score">The number of failures at the time of the last one, without those already forgotten.</param>
/// <param name="UnderWay">The number of logins that have begun and whose result is unknown.</param>
/// <param name="Last">The timestamp of the last failure.</param>
internal readonly record struct FailureEntry(ulong Key, double Score, int UnderWay, long Last)
{
    public double Weight => Score + UnderWay;
}
