using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.PhoneXml;
using Yarp.ReverseProxy.Configuration;

namespace PhoneServicesProxy.Health;

/// <summary>A whole HTTP answer to a probe that is not the one that is wanted.</summary>
/// <param name="Kind">Equal where two nodes fail in the same way. The place of a mistake is not in it: a node's own name may move it.</param>
/// <param name="Text">What is wrong and where, in words without any of the page's content.</param>
/// <param name="Phones">What phones get of it where no other node does better.</param>
internal sealed record ProbeFault(string Kind, string Text, ProbeFaultEffect Phones)
{
    /// <summary>Whether it is a page for phones that is not well-formed.</summary>
    public bool IsIllFormed { get; private init; }

    /// <summary>What phones get, in words.</summary>
    public string WhatPhonesGet => Phones switch
    {
        ProbeFaultEffect.Lost => "phones get an error page",
        ProbeFaultEffect.OfTheQuestion when !IsIllFormed => "phones get an error page if the nodes lack the application, and lose nothing if only the probe is wrong",
        _ => "phones get what the nodes answer",
    };

    /// <summary>Null for a good answer, and for what is no whole answer: that is never the probe's fault.</summary>
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
        // A text that was made for probes says something of the application; it is nothing that a phone would be shown.
        var isWord = reason == ProbeCheck.SaysThatItFails || (reason == ProbeCheck.IsNotWhatItShould && KindOf(page) != PhonePageKind.Phone);
        var effect = isWord ? ProbeFaultEffect.Lost : EffectOf(page);
        var fault = KindOf(page) == PhonePageKind.NotWellFormed ? PageFaultFinder.Find(page.Body.Span) : null;

        // One that was cut short on its way is no page of the application's. Where all are cut short alike it is not the way.
        effect = fault is { IsWhole: false } && effect == ProbeFaultEffect.Served ? ProbeFaultEffect.OfTheQuestion : effect;
        return new(fault?.What ?? reason, $"{reason}, for {path}", effect) { IsIllFormed = fault is not null };
    }

    /// <summary>As a press of that page would be judged: a page for phones is passed on, whatever its status, and though it is ill-formed.</summary>
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

    /// <summary>What is too long to be a page is passed on as it comes.</summary>
    private static PhonePageKind KindOf(ProbePage page) =>
        page.TooLong ? PhonePageKind.OtherMedia : PhonePageCheck.Check(page.Body.Span, page.ContentType).Kind;
}
