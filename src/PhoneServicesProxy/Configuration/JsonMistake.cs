namespace PhoneServicesProxy.Configuration;

/// <summary>Finds the first mistake in a JSON text and explains it to an operator. The framework's messages are written for programmers.</summary>
internal sealed class JsonMistake
{
    /// <summary>The framework's limit.</summary>
    private const int MaxDepth = 64;

    private const string Quotes = "“”„‟«»‘’‚";
    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonMistake(string text) => _text = text;

    /// <summary>Returns null if no mistake is found.</summary>
    public static string? Find(string text)
    {
        try
        {
            new JsonMistake(text).File();
            return null;
        }
        catch (FormatException found)
        {
            return found.Message;
        }
    }

    private bool IsAtEnd => _at >= _text.Length;

    private char Here => _text[_at];

    private void File()
    {
        SkipBlanks();
        if (IsAtEnd)
        {
            throw new FormatException("""it is empty. Write an object with braces, at least { "PhoneServices": { "Nodes": { } } }.""");
        }

        if (Here != '{')
        {
            throw At(_at, Here switch
            {
                '[' => "a list begins. Write an object with braces { } around it.",
                '#' => "a comment begins with #. Write // before comments.",
                _ when Quotes.Contains(Here, StringComparison.Ordinal) => CurlyQuote(),
                _ => $"\"{Excerpt(_at)}\" is not JSON. Write an object with braces, and keys and texts in quotes, such as {{ \"Urls\": \"http://*:8080\" }}.",
            });
        }

        Object();
        SkipBlanks();
        if (!IsAtEnd)
        {
            throw At(_at, Here == '}' ? "there is one } too many. Remove it." : $"\"{Excerpt(_at)}\" comes after the last brace. Write it inside, or remove it.");
        }
    }

    private void Object() => Members('}', () =>
    {
        Key();
        SkipBlanks();
        if (IsAtEnd || Here != ':')
        {
            throw IsAtEnd ? Unfinished() : At(_at, $"a colon is missing between a key and its value, before \"{Excerpt(_at)}\".");
        }

        _at++;
        Value();
    });

    private void List() => Members(']', Value);

    private void Members(char close, Action member)
    {
        var opened = _at++;
        if (++_depth > MaxDepth)
        {
            throw At(opened, $"braces and brackets are nested more than {MaxDepth} levels deep. Remove some levels.");
        }

        while (true)
        {
            SkipBlanks();
            if (IsAtEnd)
            {
                throw At(opened, $"the {_text[opened]} that opens here is never closed. Write the missing {close}.");
            }

            if (Here == close)
            {
                _at++;
                _depth--;
                return;
            }

            if (Here is '}' or ']')
            {
                throw At(_at, $"{Here} closes what {_text[opened]} opened at line {LineOf(opened)}. Write {close} there, or find what is missing before it.");
            }

            member();
            var end = _at;
            SkipBlanks();
            if (!IsAtEnd && Here == ',')
            {
                _at++;
            }
            else if (!IsAtEnd && Here == '#')
            {
                throw At(_at, "a comment begins with #. Write // before comments.");
            }
            else if (!IsAtEnd && Here is not ('}' or ']'))
            {
                throw At(end, Quotes.Contains(Here, StringComparison.Ordinal) || Here == '"' || char.IsAsciiLetterOrDigit(Here) || Here is '{' or '['
                    ? $"a comma is missing at the end, before \"{Excerpt(_at)}\"."
                    : $"\"{Excerpt(_at)}\" is out of place. Write a comma before the next entry, or {close} to end.");
            }
        }
    }

    private void Key()
    {
        if (Here != '"')
        {
            throw At(_at, Quotes.Contains(Here, StringComparison.Ordinal) ? CurlyQuote()
                : Here == '\'' ? "there are single quotes. Write double ones: \"."
                : Here == '#' ? "a comment begins with #. Write // before comments."
                : Here == ',' ? "a comma without an entry before it. Remove it."
                : $"a key is not in quotes, at \"{Excerpt(_at)}\". Write \"KEY\": VALUE.");
        }

        Text();
    }

    private void Value()
    {
        SkipBlanks();
        if (IsAtEnd)
        {
            throw Unfinished();
        }

        switch (Here)
        {
            case '{': Object(); return;
            case '[': List(); return;
            case '"': Text(); return;
        }

        var start = _at;
        while (!IsAtEnd && (char.IsLetterOrDigit(Here) || Here is '+' or '-' or '.' or '_'))
        {
            _at++;
        }

        if (_text[start.._at] is not ("true" or "false" or "null") && !IsNumber(_text[start.._at]))
        {
            throw At(start, Quotes.Contains(_text[start], StringComparison.Ordinal) ? CurlyQuote()
                : _text[start] == '\'' ? "there are single quotes. Write double ones: \"."
                : _text[start] is '}' or ']' or ',' ? "a value is missing after the colon."
                : bool.TryParse(WordAt(start), out var truth) ? $"\"{WordAt(start)}\" is not a value. Write {(truth ? "true" : "false")} in lower case."
                : $"\"{WordAt(start)}\" is not a value. Write text in quotes, a number such as 8 or 0.5, true, false, null, a list [ ] or an object {{ }}.");
        }
    }

    private void Text()
    {
        var opened = _at++;
        while (!IsAtEnd && Here != '"')
        {
            if (Here is '\n' or '\r')
            {
                throw At(opened, $"the quotes that open before \"{Excerpt(opened + 1)}\" are not closed on the same line.");
            }

            if (Here < ' ')
            {
                throw At(_at, Here == '\t' ? "there is a tab inside quotes. Write a blank or \\t." : $"there is a control character (U+{(int)Here:X4}) inside quotes. Remove it.");
            }

            if (Here == '\\' && !SkipEscape())
            {
                throw At(_at, "there is a single backslash inside quotes. Write two (\\\\), or / in a path.");
            }

            _at++;
        }

        if (IsAtEnd)
        {
            throw At(opened, $"the quotes that open before \"{Excerpt(opened + 1)}\" are never closed.");
        }

        _at++;
    }

    /// <summary>Moves to the last character of the escape.</summary>
    private bool SkipEscape()
    {
        if (_at + 1 < _text.Length && "\"\\/bfnrt".Contains(_text[_at + 1], StringComparison.Ordinal))
        {
            _at++;
            return true;
        }

        if (_at + 5 < _text.Length && _text[_at + 1] == 'u' && _text[(_at + 2)..(_at + 6)].All(char.IsAsciiHexDigit))
        {
            _at += 5;
            return true;
        }

        return false;
    }

    private void SkipBlanks()
    {
        while (!IsAtEnd)
        {
            if (_text.AsSpan(_at).StartsWith("//"))
            {
                _at = _text.IndexOf('\n', _at) is >= 0 and var end ? end : _text.Length;
            }
            else if (_text.AsSpan(_at).StartsWith("/*"))
            {
                _at = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : throw At(_at, "the comment that begins with /* is never closed. Write */ after it.");
            }
            else if (Here is ' ' or '\t' or '\r' or '\n')
            {
                _at++;
            }
            else if (char.IsWhiteSpace(Here) || Here == '\uFEFF')
            {
                throw At(_at, $"there is a special blank (U+{(int)Here:X4}), as word processors write it. Write an ordinary blank.");
            }
            else
            {
                return;
            }
        }
    }

    private string CurlyQuote() => $"there is a typographic quote {Here}, as word processors write it. Write plain quotes: \".";

    private FormatException Unfinished() => At(Math.Max(0, _text.TrimEnd().Length - 1), "the file ends in the middle of an entry. Write its value, and close what is open.");

    private FormatException At(int position, string words) => new($"line {LineOf(position)}: {words}");

    /// <summary>Lines are counted from 1, as in editors.</summary>
    private int LineOf(int position) => _text.AsSpan(0, Math.Min(position, _text.Length)).Count('\n') + 1;

    private string Excerpt(int start)
    {
        var line = _text[start..].Split('\n')[0].Replace("\"", "", StringComparison.Ordinal).Trim();
        return line.Length > 30 ? line[..30] + "…" : line;
    }

    /// <summary>Returns the word without the braces that follow it.</summary>
    private string WordAt(int start) => Excerpt(start).TrimEnd(' ', '}', ']', ',') is { Length: > 0 } word ? word : Excerpt(start);

    private static bool IsNumber(string text)
    {
        var reader = new System.Text.Json.Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text));
        try
        {
            return text.Length > 0 && reader.Read() && reader.TokenType == System.Text.Json.JsonTokenType.Number;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
