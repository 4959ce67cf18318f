namespace PhoneServicesProxy.FunctionalTests.Security;

/// <summary>A request as a node got it.</summary>
/// <param name="Head">Request line and headers, each with its CR LF.</param>
/// <param name="Body">What follows, as long as Content-Length says.</param>
internal sealed record ReceivedRequest(string Head, string Body)
{
    public string Line => Head[..Head.IndexOf("\r\n", StringComparison.Ordinal)];

    /// <summary>A header's only value; null where there is none.</summary>
    public string? this[string name] => Head.Split("\r\n").Skip(1)
        .SingleOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
