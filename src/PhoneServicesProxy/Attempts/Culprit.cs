using System.Net.Sockets;
using System.Security.Authentication;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Attempts;

/// <summary>Says of a request to a node that came to nothing whether the node was at fault, or what the gateway itself lacked.</summary>
internal sealed class Culprit(GatewayExhaustion exhaustion, Heartbeat heartbeat, TimeProvider time)
{
    /// <summary>The moment, for the start of a request.</summary>
    public long Now => time.GetTimestamp();

    /// <param name="error">What came of the request.</param>
    /// <param name="started">When it began.</param>
    public AttemptFailure FailureOf(Exception error, long started)
    {
        if (exhaustion.Note(error))
        {
            return AttemptFailure.GatewayExhausted;
        }

        var failure = FailureOf(TransportErrors.Classify(error), started);
        return NeedsFiles(error) && LacksFiles(started) ? AttemptFailure.GatewayExhausted : failure;
    }

    /// <summary>Whether the process stood still, or had no threads, at some time since then.</summary>
    public bool HeldUpSince(long started) => heartbeat.HeldUpSince(started);

    /// <summary>What took too long, or broke off, while the process stood still or had no threads proves nothing.</summary>
    public AttemptFailure FailureOf(AttemptFailure failure, long started) =>
        failure is AttemptFailure.AnswerTimeout or AttemptFailure.ConnectTimeout or AttemptFailure.ConnectionLost && HeldUpSince(started)
            ? AttemptFailure.GatewayExhausted
            : failure;

    /// <summary>What is read from files on the way to a node: names (resolv.conf, hosts, nsswitch.conf), and the certificates that the machine trusts. Neither says that it could not.</summary>
    private static bool NeedsFiles(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException
                or SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery })
            {
                return true;
            }
        }

        return false;
    }

    private bool LacksFiles(long started)
    {
        if (exhaustion.LackedSince(ExhaustedResource.Descriptors, started))
        {
            return true;
        }

        try
        {
            using var file = File.OpenHandle("/dev/null");
            return false;
        }
        catch (IOException none)
        {
            return exhaustion.Note(none);
        }
    }
}
