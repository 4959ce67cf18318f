namespace PhoneServicesProxy.Tests.PhoneXml;

/// <summary>A stretch of a page, as a node writes it and as the phone should get it.</summary>
public sealed record PageDraft(string Before, string After)
{
    public static implicit operator PageDraft(string same) => new(same, same);

    public static PageDraft operator +(PageDraft first, PageDraft second) =>
        new(first.Before + second.Before, first.After + second.After);

    public static PageDraft Join(IEnumerable<PageDraft> parts) =>
        new(string.Concat(parts.Select(part => part.Before)), string.Concat(parts.Select(part => part.After)));
}
