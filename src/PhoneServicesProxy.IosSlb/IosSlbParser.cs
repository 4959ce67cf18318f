using PhoneServicesProxy.IosSlb.Model;
using PhoneServicesProxy.IosSlb.Modes;
using PhoneServicesProxy.IosSlb.Syntax;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.IosSlb;

/// <summary>
/// Reads the server load balancing in a router's configuration, as <c>show running-config</c> writes it. The indentation may be
/// lost, so a command belongs to the innermost open mode that knows it. The router's other functions are ignored.
/// </summary>
internal sealed class IosSlbParser
{
    private readonly List<ImportError> _errors = [];
    private readonly SlbConfiguration _slb = new();
    private readonly GlobalMode _global;
    private SlbMode _mode;

    private IosSlbParser() => _mode = _global = new(_slb);

    public static (SlbConfiguration Slb, IReadOnlyList<ImportError> Errors) Parse(IEnumerable<string> lines)
    {
        var parser = new IosSlbParser();
        foreach (var line in RouterText.Read(lines))
        {
            parser.Read(line);
        }

        return (parser._slb, parser._errors);
    }

    private void Read(RouterLine line)
    {
        try
        {
            Execute(line);
        }
        catch (IosSyntaxException error)
        {
            _errors.Add(new(line.Number, error.Message));
            _mode.OnError();
            if (_mode.Openings.Contains(line.Words[0]))
            {
                // The lines below an invalid line are still read if it is clear which mode they belong to.
                _mode = _mode.TakeEntered() ?? new SkippedMode(line.Words[0], _slb, _mode);
                _mode.OnError();
            }
        }
    }

    private void Execute(RouterLine line)
    {
        if (line.Words is ["exit"] or ["end"])
        {
            _mode = line.Words[0] == "end" ? _global : _mode.Parent ?? _global;
            return;
        }

        for (var mode = _mode; mode is not null; mode = mode.Parent)
        {
            if (mode.Commands.TryGetValue(line.Words[0], out var run))
            {
                _mode = mode;
                mode.HasIndentedLines |= line.IsIndented;
                run(new(line, firstWord: 1));
                _mode = mode.TakeEntered() ?? mode;
                return;
            }
        }

        Unknown(line);
    }

    private void Unknown(RouterLine line)
    {
        if (_mode == _global || EndsModes(line))
        {
            _mode = _global;
            _global.CheckForeign(line);
            return;
        }

        _mode.HasIndentedLines |= line.IsIndented;
        if (_mode is not SkippedMode)
        {
            throw new IosSyntaxException($"\"{line.Words[0]}\" is not known in {_mode.Title}. {KeySuggestion.For(line.Words[0], _mode.Commands.Keys)}");
        }
    }

    /// <summary>A misspelt command must not be mistaken for another part of the router's configuration.</summary>
    private bool EndsModes(RouterLine line)
    {
        if (ForeignCommands.Contains(line.Words[0]))
        {
            return true;
        }

        var isSlip = false;
        var isIndented = false;
        for (var mode = _mode; mode is not null && mode != _global; mode = mode.Parent)
        {
            isSlip |= KeySuggestion.IsNear(line.Words[0], [.. mode.Commands.Keys]);
            isIndented |= mode.HasIndentedLines;
        }

        return isIndented && !line.IsIndented && !isSlip;
    }
}
