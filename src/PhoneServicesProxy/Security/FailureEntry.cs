namespace PhoneServicesProxy.Security;

/// <summary>The failed logins of one device, user or address.</summary>
/// <param name="Key">Its hash; 0 where there is none.</param>
/// <param name="Score">How many they were at the last one, those that were forgotten not counted.</param>
/// <param name="UnderWay">How many more have begun, and nobody knows yet how they end.</param>
/// <param name="Last">When the last one failed, as a timestamp of the clock.</param>
internal readonly record struct FailureEntry(ulong Key, double Score, int UnderWay, long Last)
{
    public double Weight => Score + UnderWay;
}
