using System.ComponentModel;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>A page as a node gave it, before anything was changed in it for the phone.</summary>
/// <param name="At">When it was given.</param>
/// <param name="ContentType">As the phone was told; empty where it was told none.</param>
/// <param name="Body">The page.</param>
/// <remarks>Immutable, so that the cache hands out the same object rather than copies.</remarks>
[ImmutableObject(true)]
internal sealed record LastGoodPage(DateTimeOffset At, string ContentType, ReadOnlyMemory<byte> Body)
{
    public bool HasContent(string contentType, ReadOnlySpan<byte> body) => Body.Span.SequenceEqual(body) && ContentType == contentType;

    /// <summary>How long ago it was given; never negative, though the clock of another gateway may be ahead.</summary>
    public TimeSpan Age(DateTimeOffset now) => now > At ? now - At : TimeSpan.Zero;
}
