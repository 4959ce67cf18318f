using System.Collections.Concurrent;
using System.Globalization;
using CallManagerSimulator.Database;

namespace CallManagerSimulator.Pages;

/// <summary>Pages of search results, 32 entries each.</summary>
internal sealed class DirectoryList(string listUrl, string inputUrl, bool withNumber)
{
    private const int PageSize = 32;
    private const int MaxCached = 1000;

    private readonly ConcurrentDictionary<(string, string, string, int), Answer> _pages = [];

    /// <summary><paramref name="start"/> counts from 1. The values 0, blank and invalid text mean the first page, because phones send all three.</summary>
    public Answer Page(string last, string first, string number, string start)
    {
        number = withNumber ? number : "";
        var from = int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? Math.Max(value, 1) : 1;
        var key = (last, first, number, from);
        if (_pages.TryGetValue(key, out var page))
        {
            return page;
        }

        page = Build(last, first, number, from);
        if (_pages.Count < MaxCached)
        {
            _pages.TryAdd(key, page);
        }

        return page;
    }

    private Answer Build(string last, string first, string number, int from)
    {
        var found = CorporateDirectory.Find(last, first, number);
        if (from > found.Count)
        {
            return new PhonePage("CiscoIPPhoneText", "Directory Search", "").Text("No matching entries")
                .Key("Exit", 3, "SoftKey:Exit").Key("Search", 5, inputUrl).ToAnswer();
        }

        var to = Math.Min(from + PageSize - 1, found.Count);
        var page = new PhonePage("CiscoIPPhoneDirectory", "Directory Search", $"Records {from} to {to} of {found.Count}");
        for (var i = from; i <= to; i++)
        {
            var person = found[i - 1];
            page.Entry($"{person.Last}, {person.First}", person.Number);
        }

        page.Key("Dial", 1, "SoftKey:Dial").Key("EditDial", 2, "SoftKey:EditDial").Key("Exit", 3, "SoftKey:Exit");
        if (to < found.Count)
        {
            page.Key("Next", 4, NextUrl(last, first, number, to + 1));
        }

        return page.Key("Search", 5, inputUrl).ToAnswer();
    }

    private string NextUrl(string last, string first, string number, int start)
    {
        var byNumber = withNumber ? $"&n={Uri.EscapeDataString(number)}" : "";
        return $"{listUrl}?l={Uri.EscapeDataString(last)}&f={Uri.EscapeDataString(first)}{byNumber}&start={start}";
    }
}
