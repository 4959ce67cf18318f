namespace PhoneServicesProxy.Attempts;

/// <summary>A node has not accepted a connection, or not finished its handshake, in time.</summary>
/// <param name="limit">The time limit.</param>
internal sealed class NoConnectionException(TimeSpan limit) : TimeoutException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no connection within {limit.TotalMilliseconds:0} ms"));
