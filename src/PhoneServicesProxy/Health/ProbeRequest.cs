namespace PhoneServicesProxy.Health;

/// <summary>Marks a request as a probe. A probe goes to its node unchanged, on its own connection, and never to another node.</summary>
internal static class ProbeRequest
{
    private static readonly HttpRequestOptionsKey<bool> Key = new("PhoneServicesProxy.Probe");

    public static void Mark(HttpRequestMessage request) => request.Options.Set(Key, true);

    public static bool IsProbe(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var probe) && probe;
}
