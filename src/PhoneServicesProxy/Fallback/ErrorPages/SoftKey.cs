namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>A key below the display.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Position">From 1, the leftmost.</param>
/// <param name="Url">Where it leads.</param>
internal sealed record SoftKey(string Name, int Position, string Url);
