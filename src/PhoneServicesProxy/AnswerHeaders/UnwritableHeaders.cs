using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using PhoneServicesProxy.Diagnostics;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.AnswerHeaders;

/// <summary>
/// Removes header values that Kestrel refuses to write, before the answer is judged. Otherwise a good page could still fail while it is
/// written to the phone.
/// </summary>
internal sealed partial class UnwritableHeaders(Func<AnswerHeadersOptions> options, TimeProvider time, ILogger<UnwritableHeaders> logger)
{
    /// <summary>Control characters except the tab (RFC 9110, 5.5).</summary>
    private static readonly SearchValues<char> Refused = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7F).Select(code => (char)code).Where(character => character != '\t')]);

    private readonly ConditionalWeakTable<DestinationState, LogLimit> _told = [];

    public void TakeFrom(HttpResponseMessage answer, ClusterState cluster, DestinationState node)
    {
        // Null makes Kestrel write the standard phrase for the status instead of the node's own.
        answer.ReasonPhrase = null;
        TakeFrom(answer.Headers, cluster, node);
        TakeFrom(answer.Content.Headers, cluster, node);
    }

    private void TakeFrom(HttpHeaders headers, ClusterState cluster, DestinationState node)
    {
        List<string>? refused = null;
        foreach (var header in headers.NonValidated)
        {
            if (IsRefused(header.Value))
            {
                (refused ??= []).Add(header.Key);
            }
        }

        foreach (var name in refused ?? [])
        {
            string[] kept = [.. headers.NonValidated[name].Where(value => !value.AsSpan().ContainsAny(Refused))];
            headers.Remove(name);
            headers.TryAddWithoutValidation(name, kept);
            Report(name, cluster, node);
        }
    }

    private static bool IsRefused(HeaderStringValues values)
    {
        foreach (var value in values)
        {
            if (value.AsSpan().ContainsAny(Refused))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Headers that no phone would get are not logged.</summary>
    private void Report(string name, ClusterState cluster, DestinationState node)
    {
        if (PassedHeaders.Contains(name, options()) && _told.GetOrCreateValue(node).IsDue(time, out _))
        {
            LogLeftOut(cluster.ClusterId, node.DestinationId, name);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Service}: {Node} sends control characters in the header {Header}. Phones get its pages without it.", EventName = "HeaderLeftOut")]
    private partial void LogLeftOut(string service, string node, string header);
}
