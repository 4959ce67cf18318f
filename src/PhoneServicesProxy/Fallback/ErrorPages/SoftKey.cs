namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>A key below the display.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Position">1 is the leftmost.</param>
/// <param name="Url">Its URL.</param>
internal sealed record SoftKey(string Name, int Position, string Url);
