using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace CallManagerSimulator.Faults;

/// <summary>The text form of a fault: its name, then options in any order.</summary>
internal static class NodeFaultText
{
    public const string Options = "delay=3s, status=500, path=/emapp, after-executing, only-changing";

    public static bool TryParse(string text, [NotNullWhen(true)] out NodeFault? fault, [NotNullWhen(false)] out string? error)
    {
        fault = null;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            error = $"A fault is missing. Allowed: {FaultNames.Allowed}.";
            return false;
        }

        var parsed = ParseKind(words[0], out error);
        foreach (var word in words.Skip(1))
        {
            parsed = parsed is null ? null : ParseOption(parsed, word, out error);
        }

        error ??= parsed is null ? null : Contradiction(parsed);
        fault = error is null ? parsed : null;
        return fault is not null;
    }

    public static string Format(NodeFault fault)
    {
        var text = new StringBuilder(FaultNames.Of(fault.Kind));
        text.Append(CultureInfo.InvariantCulture, $"{(fault.EmNumber is { } number ? "=" + number : "")}");
        text.Append(fault.Delay is { } delay ? FormattableString.Invariant($" delay={delay.TotalSeconds:0.###}s") : "");
        text.Append(CultureInfo.InvariantCulture, $"{(fault.EmStatus is { } status ? $" status={status}" : "")}");
        text.Append(fault.PathPrefix is { } path ? " path=" + path : "");
        text.Append(fault.AfterExecuting ? " after-executing" : "").Append(fault.OnlyChanging ? " only-changing" : "");
        return text.ToString();
    }

    private static NodeFault? ParseKind(string word, out string? error)
    {
        error = null;
        var (name, value) = Split(word);
        if (FaultNames.Find(name) is not { } kind || (value is not null && kind != FaultKind.EmError))
        {
            error = $"'{word}' is not a fault. Allowed: {FaultNames.Allowed}.";
            return null;
        }

        if (kind != FaultKind.EmError)
        {
            return new NodeFault { Kind = kind };
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 999)
        {
            return new NodeFault { Kind = kind, EmNumber = number };
        }

        error = $"'{word}': write the number that Extension Mobility shows, 0 to 999, as in em-error=6.";
        return null;
    }

    private static NodeFault? ParseOption(NodeFault fault, string word, out string? error)
    {
        error = null;
        var (name, value) = Split(word);
        var set = value is null || value.Equals("true", StringComparison.OrdinalIgnoreCase);
        var flag = set || value!.Equals("false", StringComparison.OrdinalIgnoreCase);
        switch (name.ToUpperInvariant())
        {
            case "AFTER-EXECUTING" when flag:
                return fault with { AfterExecuting = set };
            case "ONLY-CHANGING" when flag:
                return fault with { OnlyChanging = set };
            case "PATH" when value is ['/', ..]:
                return fault with { PathPrefix = value };
            case "STATUS" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and <= 599:
                return fault with { EmStatus = status };
            case "DELAY" when ParseTime(value) is { } delay:
                return fault with { Delay = delay };
            default:
                error = $"'{word}' is not an option of a fault. Allowed: {Options}.";
                return null;
        }
    }

    private static string? Contradiction(NodeFault fault)
    {
        if (fault.IsWholeNode && !fault.AfterExecuting && (fault.PathPrefix is not null || fault.OnlyChanging))
        {
            return $"{FaultNames.Of(fault.Kind)} strikes the whole node at once. With path= or only-changing add after-executing, "
                + "or use reset or hang.";
        }

        if (fault.EmStatus is not null && !fault.ShowsEmNumber)
        {
            return "status= belongs to em-busy and em-error only.";
        }

        return fault.Delay is not null && fault.Kind is not (FaultKind.Slow or FaultKind.Drip)
            ? "delay= belongs to slow and drip only."
            : null;
    }

    private static (string Name, string? Value) Split(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
    }

    private static TimeSpan? ParseTime(string? text)
    {
        var (factor, digits) = text switch
        {
            null => (0, ""),
            _ when text.EndsWith("ms", StringComparison.OrdinalIgnoreCase) => (0.001, text[..^2]),
            _ when text.EndsWith('s') => (1, text[..^1]),
            _ when text.EndsWith('m') => (60, text[..^1]),
            _ => (0, ""),
        };
        var isNumber = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        return isNumber && number * factor is > 0 and <= 3600 ? TimeSpan.FromSeconds(number * factor) : null;
    }
}
