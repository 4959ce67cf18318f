namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Puts the keys where a phone's users expect them.</summary>
/// <param name="Retry">The position of the key that the user most probably wants; on a 79xx it is the position of Select.</param>
/// <param name="Exit">The position of the key that leaves the page.</param>
internal readonly record struct KeyPositions(int Retry, int Exit)
{
    /// <summary>
    /// Phones of the 78xx and 88xx series have Exit first. All others get the positions of the 79xx. Phones without a model name get them too, because they are
    /// the oldest.
    /// </summary>
    /// <param name="model">The model, such as <c>CP-7942G</c>.</param>
    public static KeyPositions For(string model)
    {
        var series = model.AsSpan(model.StartsWith("CP-", StringComparison.OrdinalIgnoreCase) ? 3 : 0);
        return series is ['7' or '8', '8', ..] ? new(Retry: 2, Exit: 1) : new(Retry: 1, Exit: 3);
    }
}
