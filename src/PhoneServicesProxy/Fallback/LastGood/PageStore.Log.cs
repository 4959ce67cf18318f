namespace PhoneServicesProxy.Fallback.LastGood;

internal sealed partial class PageStore
{
    [LoggerMessage(1, LogLevel.Warning, "The Redis for last good pages does not answer ({Reason}). Until it does, pages are kept in this gateway's memory alone.", EventName = "PageStoreLost")]
    private partial void LogLost(string reason);

    [LoggerMessage(2, LogLevel.Information, "The Redis for last good pages answers again.", EventName = "PageStoreBack")]
    private partial void LogBack();
}
