using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.IosSlb.Syntax;

namespace PhoneServicesProxy.IosSlb.Modes;

/// <summary>The mode below a command that is invalid or has no counterpart. Its lines are ignored.</summary>
internal sealed class SkippedMode(string title, SlbConfiguration slb, SlbMode parent) : SlbMode(title, slb, parent)
{
    private static readonly Dictionary<string, Action<CommandArguments>> None = [];

    public override string Title { get; } = title;

    public override IReadOnlyDictionary<string, Action<CommandArguments>> Commands => None;
}
