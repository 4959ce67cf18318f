using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>The changes to the pages of one press.</summary>
/// <param name="Nodes">The nodes whose URLs become the gateway's.</param>
/// <param name="Gateway">The address that they get.</param>
/// <param name="Session">The change of sessions in paths; null if they stay unchanged.</param>
internal sealed record PageEdits(KnownNodes Nodes, GatewayAddress Gateway, PathSession? Session = null)
{
    /// <summary>
    /// Tells which URLs of nodes become the gateway's; null for all. A path without a route would lead to an error page. At the node it works.
    /// </summary>
    public RoutedPath? Routed { get; init; }

    /// <summary>True if the addresses of nodes change.</summary>
    public bool ChangesAddresses { get; init; } = true;

    /// <summary>Gives a buffer of at least this size; null if a new one is allocated.</summary>
    public Func<int, byte[]>? Rent { get; init; }

    /// <summary>The new text; null if there is none to write.</summary>
    public string? TextOf(UrlEditKind kind) => kind switch
    {
        UrlEditKind.Http => Gateway.ForHttp,
        UrlEditKind.Https => Gateway.ForHttps,
        UrlEditKind.HttpHostAndPort => Gateway.HostAndPortFor(isHttps: false),
        UrlEditKind.HttpsHostAndPort => Gateway.HostAndPortFor(isHttps: true),
        _ => Session?.Text,
    };

    public ReadOnlyMemory<byte> Apply(List<UrlEdit> edits, ReadOnlySpan<byte> page)
    {
        var length = page.Length;
        foreach (var edit in edits)
        {
            length += TextOf(edit.Kind)!.Length - edit.Range.Length;
        }

        var result = Rent?.Invoke(length) ?? GC.AllocateUninitializedArray<byte>(length);
        var rest = result.AsSpan(0, length);
        var copied = 0;
        foreach (var edit in edits)
        {
            rest = Append(rest, page[copied..edit.Range.Start]);
            rest = rest[Encoding.ASCII.GetBytes(TextOf(edit.Kind)!, rest)..];
            copied = edit.Range.End;
        }

        Append(rest, page[copied..]);
        return result.AsMemory(0, length);
    }

    private static Span<byte> Append(Span<byte> target, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target);
        return target[bytes.Length..];
    }
}
