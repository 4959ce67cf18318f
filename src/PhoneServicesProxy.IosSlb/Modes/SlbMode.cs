using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.IosSlb.Syntax;

namespace PhoneServicesProxy.IosSlb.Modes;

/// <summary>The commands that hold in one place of a router's configuration: at the top, in a probe, a farm, a real, a virtual server.</summary>
/// <param name="subject">What the commands describe.</param>
/// <param name="slb">The configuration that is being read.</param>
/// <param name="parent">Where <c>exit</c> leads; none at the top.</param>
internal abstract class SlbMode(object subject, SlbConfiguration slb, SlbMode? parent)
{
    private SlbMode? _entered;

    public SlbMode? Parent => parent;

    /// <summary>True once a command of this mode was indented: then one that is not does not belong to it.</summary>
    public bool HasIndentedLines { get; set; }

    /// <summary>The command that leads here, for messages.</summary>
    public abstract string Title { get; }

    /// <summary>By first word.</summary>
    public abstract IReadOnlyDictionary<string, Action<CommandArguments>> Commands { get; }

    /// <summary>First words of commands that open a mode of their own.</summary>
    public virtual IReadOnlyList<string> Openings => [];

    protected SlbConfiguration Slb => slb;

    /// <summary>The mode that the last command opened; none where it opened none.</summary>
    public SlbMode? TakeEntered()
    {
        var entered = _entered;
        _entered = null;
        return entered;
    }

    /// <summary>A command of this mode was wrong.</summary>
    public virtual void OnError()
    {
    }

    protected void Enter(SlbMode mode) => _entered = mode;

    /// <summary>A command that is understood and not carried over.</summary>
    /// <param name="instead">What the gateway does instead.</param>
    /// <param name="shownWords">How many words of it may be shown: what follows may be secret.</param>
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
