using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.IosSlb.Syntax;

namespace PhoneServicesProxy.IosSlb.Modes;

/// <summary>The commands of one level of a router's configuration: the top level, a probe, a farm, a real or a virtual server.</summary>
/// <param name="subject">The object that the commands describe.</param>
/// <param name="slb">The configuration that is being read.</param>
/// <param name="parent">The mode that <c>exit</c> returns to; null at the top level.</param>
internal abstract class SlbMode(object subject, SlbConfiguration slb, SlbMode? parent)
{
    private SlbMode? _entered;

    public SlbMode? Parent => parent;

    /// <summary>True if a command of this mode was indented. Then a command without indentation does not belong to it.</summary>
    public bool HasIndentedLines { get; set; }

    /// <summary>The command that opens this mode, for messages.</summary>
    public abstract string Title { get; }

    /// <summary>The commands by their first word.</summary>
    public abstract IReadOnlyDictionary<string, Action<CommandArguments>> Commands { get; }

    /// <summary>The first words of commands that open another mode.</summary>
    public virtual IReadOnlyList<string> Openings => [];

    protected SlbConfiguration Slb => slb;

    /// <summary>Returns the mode that the last command opened; null if it opened none.</summary>
    public SlbMode? TakeEntered()
    {
        var entered = _entered;
        _entered = null;
        return entered;
    }

    /// <summary>Called if a command of this mode is invalid.</summary>
    public virtual void OnError()
    {
    }

    protected void Enter(SlbMode mode) => _entered = mode;

    /// <summary>Handles a command that is valid but not imported.</summary>
    /// <param name="instead">The gateway's replacement.</param>
    /// <param name="shownWords">The number of words that may be shown. The rest may be secret.</param>
    protected Action<CommandArguments> NoCounterpart(string instead, int shownWords = int.MaxValue) =>
        command => Note(command, instead, shownWords);

    protected void Note(CommandArguments command, string instead, int shownWords = int.MaxValue)
    {
        var words = command.Line.Words;
        var name = words.Count > shownWords ? string.Join(' ', words.Take(shownWords)) + " ..." : command.Line.Text;
        if (command.IsNegated)
        {
            slb.TakeBack(subject, command.Line.Text["no ".Length..]);
            return;
        }

        slb.Note(subject, command.Line.Text, new(command.Line.Number, name, instead));
    }
}
