using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PhoneServicesProxy.IosSlb.Model;

namespace PhoneServicesProxy.IosSlb.Syntax;

/// <summary>Reads a command's arguments word by word.</summary>
internal sealed class CommandArguments(RouterLine line, int firstWord)
{
    private readonly IReadOnlyList<string> _words = line.Words;
    private int _next = firstWord;

    public RouterLine Line => line;

    public bool IsNegated => line.IsNegated;

    public bool AtEnd => _next >= _words.Count;

    public string Word(string what) => AtEnd ? throw Missing(what) : _words[_next++];

    /// <summary>Takes one of these words, without regard to case.</summary>
    public string OneOf(params string[] known)
    {
        var what = string.Join(", ", known);
        var word = Word(known.Length == 1 ? what : $"one of {what}");
        return known.FirstOrDefault(name => name.Equals(word, StringComparison.OrdinalIgnoreCase))
            ?? throw new IosSyntaxException($"\"{word}\" is not known here. Write {(known.Length == 1 ? what : $"one of {what}")}.");
    }

    /// <summary>Takes the next word if it is this one.</summary>
    public bool Take(string word)
    {
        var isNext = !AtEnd && _words[_next].Equals(word, StringComparison.OrdinalIgnoreCase);
        _next += isNext ? 1 : 0;
        return isNext;
    }

    public long Number(string what, long min, long max)
    {
        var word = Word(what);
        return long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new IosSyntaxException($"{what} is \"{word}\". Write a whole number from {min} to {max}.");
    }

    public IPAddress Address(string what)
    {
        var word = Word(what);
        return TryAddress(word, out var address)
            ? address
            : throw new IosSyntaxException($"{what} is \"{word}\". Write an IPv4 address such as 172.26.1.100.");
    }

    /// <summary>Takes the next word if it is an address, such as an optional mask.</summary>
    public IPAddress? OptionalAddress()
    {
        if (AtEnd || !TryAddress(_words[_next], out var address))
        {
            return null;
        }

        _next++;
        return address;
    }

    /// <summary>Takes the rest of the line as one text, such as a regular expression or a header.</summary>
    public string Rest(string what)
    {
        var rest = string.Join(' ', _words.Skip(_next));
        _next = _words.Count;
        return rest.Length > 0 ? rest : throw Missing(what);
    }

    public void End()
    {
        if (!AtEnd)
        {
            throw new IosSyntaxException($"\"{_words[_next]}\" is not expected here. Leave it out.");
        }
    }

    /// <summary>Returns the command's value, or after <c>no</c> IOS's default.</summary>
    public Setting<T> Setting<T>(T defaultValue, Func<CommandArguments, T> read)
    {
        if (IsNegated)
        {
            return new(defaultValue, null);
        }

        var value = read(this);
        End();
        return new(value, line.Number);
    }

    private static IosSyntaxException Missing(string what) => new($"{what} is missing at the end of the line.");

    /// <summary>Accepts four numbers only. The framework would also accept "1" and "010.1".</summary>
    private static bool TryAddress(string word, out IPAddress address) =>
        IPAddress.TryParse(word, out address!) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == word;
}
