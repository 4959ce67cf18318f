using System.Globalization;
using System.Text;
using System.Text.Json;
using PhoneServicesProxy.Management.Api;
using PhoneServicesProxy.Wording;

namespace PhoneServicesProxy.Audit;

/// <summary>The result as text: the worst first, and one line for all phones with the same finding.</summary>
internal static class AuditReport
{
    /// <summary>The exit code if nothing bypasses the gateway.</summary>
    public const int Sound = 0;

    /// <summary>The exit code if something bypasses it.</summary>
    public const int Bypassed = 1;

    /// <summary>The exit code if no phone's file could be read, or if the audit was stopped before it found a bypass.</summary>
    public const int NothingRead = 4;

    private const int MostNames = 5;
    private const int MostLines = 12;

    public static int ExitCode(AuditResult result) =>
        result.Urls.Any(url => url.Bypasses) ? Bypassed : result.Read == 0 || result.WasStopped ? NothingRead : Sound;

    public static Task WriteJsonAsync(AuditResult result, Stream output, CancellationToken stop) =>
        JsonSerializer.SerializeAsync(output, result.Urls, ApiJson.Indented, stop);

    public static string Text(AuditResult result)
    {
        var text = new StringBuilder();
        if (result.Problem is { } problem)
        {
            return text.AppendJoin("", result.Notes.Select(note => note + Environment.NewLine)).AppendLine(CultureInfo.InvariantCulture, $"Nothing could be read: {problem}.").ToString();
        }

        Section(text, "Bypass the gateway", result.Urls.Where(url => url.Bypasses), url => url.LeadsTo == LeadsTo.Node
            ? $"{url.Title} names {url.Owner} ({url.Url})"
            : $"{url.Title} is {url.Url}");
        Section(text, "Lead to the gateway, which has no route for it", result.Urls.Where(url => url is { LeadsTo: LeadsTo.Gateway, Advice.Length: > 0 }), url => $"{url.Title} ({url.Url})");
        Section(text, "Could not be read", result.Urls.Where(url => url.LeadsTo == LeadsTo.Unknown), url => url.Title, hasAdvice: false);
        Section(text, "Lead to other servers", result.Urls.Where(url => url.LeadsTo == LeadsTo.Other), url => url.Owner.Length == 0 ? $"{url.Title} is {url.Url}" : $"{url.Title} names {url.Owner} ({url.Url})");
        Section(text, "Not asked for by the phone", result.Urls.Where(url => url is { LeadsTo: LeadsTo.Internal, Bypasses: false, Advice.Length: > 0 }), url => url.Title);
        return text.Append(Summary(result)).ToString();
    }

    /// <summary>The message for standard error, because the JSON has no place for it.</summary>
    /// <returns>Null if the audit was not stopped.</returns>
    public static string? Interruption(AuditResult result) => !result.WasStopped ? null
        : result.Asked == 0 ? "Stopped before it was known which phones there are."
        : $"Stopped after {result.Done} of {Plural.Of(result.Asked, "phone")}: of the others nothing is known.";

    private static void Section(StringBuilder text, string title, IEnumerable<AuditedUrl> urls, Func<AuditedUrl, string> words, bool hasAdvice = true)
    {
        var groups = urls.GroupBy(url => (Words: words(url), url.Advice))
            .Select(group => (group.Key.Words, group.Key.Advice, Phones: group.Select(url => url.Device).Distinct(StringComparer.Ordinal).ToArray()))
            .OrderByDescending(group => group.Phones.Length).ThenBy(group => group.Words, StringComparer.Ordinal)
            .ToArray();
        if (groups.Length == 0)
        {
            return;
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"{title}:");
        var width = Plural.Of(groups[0].Phones.Length, "phone").Length;
        foreach (var (said, advice, phones) in groups.Take(MostLines))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Plural.Of(phones.Length, "phone").PadLeft(width)}: {said}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  {new string(' ', width)}  {Names(phones)}");
            if (hasAdvice && advice.Length > 0)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {new string(' ', width)}  {advice}");
            }
        }

        if (groups.Length > MostLines)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  and {groups.Length - MostLines} more kinds; --json lists them all.");
        }

        text.AppendLine();
    }

    private static string Summary(AuditResult result)
    {
        var bypassing = result.Urls.Where(url => url.Bypasses).Select(url => url.Device).Distinct(StringComparer.Ordinal).Count();
        var notes = string.Concat(result.Notes.Select(note => note + Environment.NewLine));
        if (result.WasStopped && result.Read == 0)
        {
            return $"{notes}Stopped before any file was read.{Environment.NewLine}";
        }

        var menus = (result.Menus == 0 ? "" : $" The Services menus of {Plural.Of(result.Menus, "phone")} were read, too.")
            + (result.MenusUnread == 0 ? "" : $" The Services menus of {Plural.Of(result.MenusUnread, "phone")} could not be read.");
        var read = result.Read == 0 ? $"No configuration file of {Plural.Of(result.Asked, "phone")} could be read." : $"The configuration files of {Plural.Of(result.Read, "phone")} of {result.Asked} were read from {result.Node}.";
        var verdict = result.Read == 0 ? "" : bypassing == 0 ? result.WasStopped ? " None of these bypasses the gateway." : " Nothing bypasses the gateway." : $" {Plural.Of(bypassing, "phone")} {(bypassing == 1 ? "bypasses" : "bypass")} the gateway somewhere.";
        return $"{notes}{read}{menus}{verdict}{Environment.NewLine}";
    }

    private static string Names(string[] phones) =>
        string.Join(", ", phones.Take(MostNames)) + (phones.Length > MostNames ? $" and {phones.Length - MostNames} more" : "");
}
