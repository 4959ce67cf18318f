using System.Net.Sockets;
using System.Security.Authentication;
using PhoneServicesProxy.Exhaustion;

namespace PhoneServicesProxy.Attempts;

/// <summary>Decides, for a failed request to a node, whether the node was at fault or the gateway lacked something.</summary>
internal sealed class Culprit(GatewayExhaustion exhaustion, Heartbeat heartbeat, TimeProvider time)
{
    /// <summary>The present time, to note the start of a request.</summary>
    public long Now => time.GetTimestamp();

    /// <param name="error">The exception of the request.</param>
    /// <param name="started">The start of the request.</param>
    public AttemptFailure FailureOf(Exception error, long started)
    {
        if (exhaustion.Note(error))
        {
            return AttemptFailure.GatewayExhausted;
        }

        var failure = FailureOf(TransportErrors.Classify(error), started);
        return NeedsFiles(error) && LacksFiles(started) ? AttemptFailure.GatewayExhausted : failure;
    }

    /// <summary>True if the process stood still, or had no threads, at some time since then.</summary>
    public bool HeldUpSince(long started) => heartbeat.HeldUpSince(started);

    /// <summary>A request that took too long or broke off while the process stood still, or had no threads, proves nothing about the node.</summary>
    public AttemptFailure FailureOf(AttemptFailure failure, long started) =>
        failure is AttemptFailure.AnswerTimeout or AttemptFailure.ConnectTimeout or AttemptFailure.ConnectionLost && HeldUpSince(started)
            ? AttemptFailure.GatewayExhausted
            : failure;

    /// <summary>
    /// A connection to a node needs files: resolv.conf, hosts and nsswitch.conf for names, and the machine's trusted certificates. Neither
    /// name resolution nor TLS says that a file could not be opened.
    /// </summary>
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
