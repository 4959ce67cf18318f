using System.Text;

namespace PhoneServicesProxy.PhoneXml;

/// <summary>What is written into the pages of one press.</summary>
/// <param name="Nodes">Whose URLs become the gateway's.</param>
/// <param name="Gateway">Where they lead instead.</param>
/// <param name="Session">What becomes of sessions in paths; null where they stay as they are.</param>
internal sealed record PageEdits(KnownNodes Nodes, GatewayAddress Gateway, PathSession? Session = null)
{
    /// <summary>Whether the addresses of nodes change.</summary>
    public bool ChangesAddresses { get; init; } = true;

    /// <summary>Gives a buffer of at least some size; null for a new one.</summary>
    public Func<int, byte[]>? Rent { get; init; }

    /// <summary>Null where there is nothing that could be written.</summary>
    public string? TextOf(UrlEditKind kind) => kind switch
    {
        UrlEditKind.Http => Gateway.ForHttp,
        UrlEditKind.Https => Gateway.ForHttps,
        UrlEditKind.HttpHostAndPort => Gateway.HostAndPortFor(isHttps: false),
        UrlEditKind.HttpsHostAndPort => Gateway.HostAndPortFor(isHttps: true),
        _ => Session?.Text,
    };

    /// <summary>Makes the changes.</summary>
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
