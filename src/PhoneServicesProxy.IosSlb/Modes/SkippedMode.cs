using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.IosSlb.Syntax;

namespace PhoneServicesProxy.IosSlb.Modes;

/// <summary>Below a command that was wrong, or that has no counterpart, nothing is looked at.</summary>
internal sealed class SkippedMode(string title, SlbConfiguration slb, SlbMode parent) : SlbMode(title, slb, parent)
{
    private static readonly Dictionary<string, Action<CommandArguments>> None = [];

    public override string Title { get; } = title;

    public override IReadOnlyDictionary<string, Action<CommandArguments>> Commands => None;
}
