using System.ComponentModel;

namespace PhoneServicesProxy.Fallback.LastGood;

/// <summary>A page as a node gave it, before the gateway changed anything in it for the phone.</summary>
/// <param name="At">The time at which the node gave it.</param>
/// <param name="ContentType">The content type that the phone got; empty if it got none.</param>
/// <param name="Body">The page.</param>
/// <remarks>It is immutable, so the cache returns the same object and makes no copies.</remarks>
[ImmutableObject(true)]
internal sealed record LastGoodPage(DateTimeOffset At, string ContentType, ReadOnlyMemory<byte> Body)
{
    public bool HasContent(string contentType, ReadOnlySpan<byte> body) => Body.Span.SequenceEqual(body) && ContentType == contentType;

    /// <summary>Returns the page's age. It is never negative, even if the clock of another gateway is ahead.</summary>
    public TimeSpan Age(DateTimeOffset now) => now > At ? now - At : TimeSpan.Zero;
}
