using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.PhoneXml;
using PhoneServicesProxy.Wording;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Health;

/// <summary>A complete HTTP answer that fails a probe.</summary>
/// <param name="Kind">Equal if two nodes fail in the same way. It lacks the position of a mistake, because a node's own name may move it.</param>
/// <param name="Text">The fault and its position, in words without any of the page's content.</param>
/// <param name="Phones">The effect on phones if no other node does better.</param>
internal sealed record ProbeFault(string Kind, string Text, ProbeFaultEffect Phones)
{
    private const string For = " for ";
    private const int MostPaths = 2;

    /// <summary>True for a phone page that is not well-formed.</summary>
    public bool IsIllFormed { get; private init; }

    /// <summary>The fault in words, without the path of the probe.</summary>
    public string What => PathAt < 0 ? Text : Text[..PathAt];

    /// <summary>The effect on phones, in words.</summary>
    public string PhoneEffect => Phones switch
    {
        ProbeFaultEffect.Lost => "phones get an old page or an error page",
        ProbeFaultEffect.OfTheQuestion when !IsIllFormed => "phones get an error page if the nodes lack the application, and lose nothing if only the probe is wrong",
        _ => "phones get what the nodes answer",
    };

    private int PathAt => Text.LastIndexOf(For + "/", StringComparison.Ordinal);

    /// <summary>The fault that several probes share, with the paths that they asked for.</summary>
    public static string TextOf(IEnumerable<ProbeFault> faults)
    {
        ProbeFault[] all = [.. faults];
        string[] paths = [.. all.Where(fault => fault.PathAt >= 0).Select(fault => fault.Text[(fault.PathAt + For.Length)..]).Distinct(StringComparer.Ordinal)];
        return paths.Length < 2 ? all[0].Text
            : $"{all[0].What}{For}{string.Join(", ", paths.Take(MostPaths))}{(paths.Length > MostPaths ? $" and {Plural.Of(paths.Length - MostPaths, "other path")}" : "")}";
    }

    /// <summary>Null for a good answer, and for an incomplete one, which is never the probe's fault.</summary>
    public static ProbeFault? Of(ProbeAnswer answer, ClusterConfig cluster)
    {
        if (answer is not { Good: false, Page: { } page, Reason: { } reason })
        {
            return null;
        }

        var path = cluster.HealthCheck?.Active?.Path is { Length: > 0 } configured ? configured : "/";
        return answer.Failure == AttemptFailure.BadStatus
            ? new($"status {page.Status}", $"status {page.Status} for {path}", EffectOf(page))
            : OfPage(page, reason, path);
    }

    private static ProbeFault OfPage(ProbePage page, string reason, string path)
    {
        // A text made for probes tells the state of the application. It is not a page that a phone would get.
        var isWord = reason == ProbeCheck.ContainsFailureText || (reason == ProbeCheck.IsNotWhatItShould && KindOf(page) != PhonePageKind.Phone);
        var effect = isWord ? ProbeFaultEffect.Lost : EffectOf(page);
        var fault = KindOf(page) == PhonePageKind.NotWellFormed ? PageFaultFinder.Find(page.Body.Span) : null;

        // A page cut short on its way is not the application's page. But if all pages are cut at the same place, the network is not the cause.
        effect = fault is { IsWhole: false } && effect == ProbeFaultEffect.Served ? ProbeFaultEffect.OfTheQuestion : effect;
        return new(fault?.What ?? reason, $"{reason}, for {path}", effect) { IsIllFormed = fault is not null };
    }

    /// <summary>The effect follows the rules for presses: a phone page is passed on with any status, and even if it is ill-formed.</summary>
    private static ProbeFaultEffect EffectOf(ProbePage page)
    {
        var judged = KindOf(page);
        return page.Status switch
        {
            >= 500 or 408 or 429 => ProbeFaultEffect.Lost,
            401 => ProbeFaultEffect.Served,
            >= 400 => judged == PhonePageKind.Phone ? ProbeFaultEffect.Served : ProbeFaultEffect.OfTheQuestion,
            >= 300 => ProbeFaultEffect.Served,
            _ => judged is PhonePageKind.Phone or PhonePageKind.NotWellFormed or PhonePageKind.OtherMedia ? ProbeFaultEffect.Served : ProbeFaultEffect.Lost,
        };
    }

    /// <summary>Content that is too long for a page is passed on unchanged.</summary>
    private static PhonePageKind KindOf(ProbePage page) =>
        page.TooLong ? PhonePageKind.OtherMedia : PhonePageCheck.Check(page.Body.Span, page.ContentType).Kind;
}
