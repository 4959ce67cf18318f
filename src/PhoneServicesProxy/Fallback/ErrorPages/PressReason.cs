using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;

namespace PhoneServicesProxy.Fallback.ErrorPages;

internal static class PressReason
{
    /// <summary>Returns the reason that the phone is told if its press got no page.</summary>
    /// <param name="press">The press.</param>
    /// <param name="isOwnFault">True if the gateway itself lacked a resource.</param>
    public static ErrorReason Of(Press press, bool isOwnFault = false)
    {
        var attempts = press.Attempts;
        if (!press.MayRepeat && !press.IsNotExecuted)
        {
            return ErrorReason.MayHaveBeenCarriedOut;
        }

        return isOwnFault || (attempts.Count > 0 && attempts.All(IsBusy)) || (press.MayQueue && attempts.Count > 0 && IsBusy(attempts[^1])) ? ErrorReason.Busy
            : press.MayRepeat ? ErrorReason.NoAnswer
            : ErrorReason.NotCarriedOut;
    }

    private static bool IsBusy(Attempt attempt) =>
        attempt.Failure is AttemptFailure.NodeFull or AttemptFailure.NodeBusy or AttemptFailure.GatewayExhausted;
}
