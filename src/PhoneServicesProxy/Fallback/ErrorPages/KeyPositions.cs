namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>Puts the keys where a phone's users expect them.</summary>
/// <param name="Retry">The position of what a user most probably wants: Select on a 79xx.</param>
/// <param name="Exit">The position of what leads away.</param>
internal readonly record struct KeyPositions(int Retry, int Exit)
{
    /// <summary>
    /// Phones of the series 78xx and 88xx have Exit first. All others get what the 79xx have, the ones without a model's name
    /// included: those are the oldest.
    /// </summary>
    /// <param name="model">Such as <c>CP-7942G</c>.</param>
    public static KeyPositions For(string model)
    {
        var series = model.AsSpan(model.StartsWith("CP-", StringComparison.OrdinalIgnoreCase) ? 3 : 0);
        return series is ['7' or '8', '8', ..] ? new(Retry: 2, Exit: 1) : new(Retry: 1, Exit: 3);
    }
}
