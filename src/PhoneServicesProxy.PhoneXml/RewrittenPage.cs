namespace PhoneServicesProxy.PhoneXml;

/// <summary>A page after rewriting.</summary>
/// <param name="Page">The page for the phone: the same bytes if nothing had to change, else a new buffer.</param>
/// <param name="Counts">The number of changes, by kind.</param>
internal readonly record struct RewrittenPage(ReadOnlyMemory<byte> Page, RewriteCounts Counts = default);
