namespace PhoneServicesProxy.PhoneXml;

/// <summary>What became of a page.</summary>
/// <param name="Page">The page for the phone: the same bytes where nothing had to change, else a new buffer.</param>
/// <param name="Counts">What was done to it.</param>
internal readonly record struct RewrittenPage(ReadOnlyMemory<byte> Page, RewriteCounts Counts = default);
