using Spectre.Console;

namespace PhoneServicesProxy.Commands.Nodes;

/// <summary>A text on the screen with its style.</summary>
internal sealed record Cell(string Text, Style? Style = null)
{
    public static readonly Cell Empty = new("");

    public static implicit operator Cell(string text) => new(text);

    public Text Draw() => new(Text, Style);
}
