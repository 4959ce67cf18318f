namespace PhoneServicesProxy.Fallback.ErrorPages;

/// <summary>The complete texts of one language.</summary>
internal sealed record PhoneText(
    string Prompt, string NoAnswer, string NotCarriedOut, string MayHaveBeenCarriedOut, string Busy, string Refused, string NotFound, string LoginDelayed,
    string Retry, string Exit)
{
    /// <summary>Takes missing texts from English, which is always complete.</summary>
    public static PhoneText Of(PhoneTextOptions language, PhoneTextOptions english)
    {
        return new(
            Pick(options => options.Prompt), Pick(options => options.NoAnswer), Pick(options => options.NotCarriedOut),
            Pick(options => options.MayHaveBeenCarriedOut), Pick(options => options.Busy), Pick(options => options.Refused),
            Pick(options => options.NotFound), Pick(options => options.LoginDelayed), Pick(options => options.Retry), Pick(options => options.Exit));

        string Pick(Func<PhoneTextOptions, string?> text) =>
            text(language) is { Length: > 0 } own ? own : text(english) ?? "";
    }

    public string For(ErrorReason reason) => reason switch
    {
        ErrorReason.NotCarriedOut => NotCarriedOut,
        ErrorReason.MayHaveBeenCarriedOut => MayHaveBeenCarriedOut,
        ErrorReason.Busy => Busy,
        ErrorReason.Refused => Refused,
        ErrorReason.NotFound => NotFound,
        ErrorReason.LoginDelayed => LoginDelayed,
        _ => NoAnswer,
    };
}
