using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace PhoneServicesProxy.Audit;

/// <summary>
/// Reads the phones' configuration files from nodes (CallManager's TFTP service, by HTTP). The number of requests at once and in a second is limited,
/// because these nodes have calls to handle.
/// </summary>
internal sealed class PhoneFileClient : IDisposable
{
    public const int RequestsAtOnce = 40;

    /// <summary>
    /// The number of unanswered requests in a row after which a node is no longer asked. Each costs seconds, and a cluster has thousands of phones.
    /// </summary>
    public const int MostUnanswered = RequestsAtOnce;

    /// <summary>Real files have about ten kilobytes.</summary>
    private const int MaxFile = 1024 * 1024;

    /// <summary>A list with three names of 30 characters for each of 40,000 phones has about a tenth of this size.</summary>
    private const int MaxList = 32 * 1024 * 1024;

    private const int RequestsPerSecond = 400;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>The limit for a whole list. Its answer must begin within the limit for a file, because a silent node holds up the whole audit.</summary>
    private static readonly TimeSpan ListLimit = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client;
    private readonly SemaphoreSlim _atOnce = new(RequestsAtOnce);
    private readonly TokenBucketRateLimiter _rate;
    private readonly TimeProvider _time;
    private readonly List<(string Name, Uri Address)> _nodes;
    private readonly ConcurrentDictionary<string, int> _unanswered = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="nodes">Names and addresses of nodes, in the order in which they are asked.</param>
    /// <param name="port">The port of the service.</param>
    /// <param name="time">The clock.</param>
    public PhoneFileClient(IEnumerable<(string Name, Uri Address)> nodes, int port, TimeProvider time)
    {
        _time = time;
        _nodes = [.. nodes.Select(node => (node.Name, new UriBuilder(Uri.UriSchemeHttp, node.Address.IdnHost, port).Uri)).DistinctBy(node => node.Uri)];
        _client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 16,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _rate = new(new()
        {
            TokenLimit = RequestsAtOnce,
            TokensPerPeriod = RequestsPerSecond / 10,
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>The node that answered last.</summary>
    public string Answered { get; private set; } = "";

    /// <summary>The nodes that are no longer asked because they did not answer.</summary>
    public IReadOnlyList<string> GivenUp => [.. _unanswered.Where(node => node.Value >= MostUnanswered).Select(node => node.Key).Order(StringComparer.Ordinal)];

    /// <summary>Lists the files that a node has of each phone.</summary>
    /// <returns>Null if no node gave its list; the problem then says why.</returns>
    public async Task<(IReadOnlyDictionary<string, List<string>>? Files, string? Problem)> ListAsync(CancellationToken stop)
    {
        IReadOnlyDictionary<string, List<string>>? empty = null;
        string? problem = null;
        foreach (var name in new[] { PhoneFileName.List, PhoneFileName.List + ".sgn" })
        {
            var answer = await AskAsync(name, MaxList, ListLimit, Read, static files => files.Count > 0, stop);
            if (answer.Content is { Count: > 0 } files)
            {
                return (files, null);
            }

            empty ??= answer.Content;
            problem ??= answer.Problem;
        }

        return empty is not null ? (empty, null) : (null, problem ?? $"no node has a file {PhoneFileName.List}");
    }

    /// <summary>Reads a file of a phone. An encrypted one is the same on every node; any other that cannot be read may be a good one on the next node.</summary>
    public Task<PhoneFileAnswer<PhoneFileContent>> FileAsync(string name, CancellationToken stop) =>
        AskAsync(name, MaxFile, Limit, file => PhoneFileContent.Of(name, file), content => content.File is not null || PhoneFileName.IsEncrypted(name), stop);

    public void Dispose()
    {
        _client.Dispose();
        _atOnce.Dispose();
        _rate.Dispose();
    }

    private static Dictionary<string, List<string>> Read(byte[] list)
    {
        var files = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        using var reader = new StreamReader(new MemoryStream(list));
        while (reader.ReadLine() is { } line)
        {
            foreach (var (device, file) in PhoneFileName.In(line))
            {
                if (!files.TryGetValue(device, out var names))
                {
                    files[device] = names = [];
                }

                // A list may name a file a thousand times, and each name may be a request.
                if (!names.Contains(file, StringComparer.OrdinalIgnoreCase))
                {
                    names.Add(file);
                }
            }
        }

        return files;
    }

    /// <summary>
    /// Asks one node after the other until one has a good file. A node that does not answer, or answers with something else, moves to the end of the order.
    /// If no file is good, the first one is returned.
    /// </summary>
    private async Task<PhoneFileAnswer<T>> AskAsync<T>(
        string name, int maxSize, TimeSpan limit, Func<byte[], T> read, Predicate<T> isGood, CancellationToken stop)
        where T : class
    {
        (string Node, T Content)? wrong = null;
        var problems = new List<string>();
        (string Name, Uri Address)[] nodes;
        lock (_nodes)
        {
            nodes = [.. _nodes];
        }

        foreach (var node in nodes)
        {
            var answer = await AskAsync(node, name, maxSize, limit, stop);
            var content = answer.Content is { } file ? read(file) : null;
            if (content is not null && isGood(content))
            {
                Answered = node.Name;
                return new(content, null);
            }

            if (answer.IsMissing)
            {
                continue;
            }

            if (content is not null)
            {
                wrong ??= (node.Name, content);
            }
            else
            {
                problems.Add($"{node.Name}: {answer.Problem}");
            }

            lock (_nodes)
            {
                _nodes.Remove(node);
                _nodes.Add(node);
            }
        }

        if (wrong is { } first)
        {
            Answered = first.Node;
            return new(first.Content, null);
        }

        return new(null, problems.Count == 0 ? null : string.Join("; ", problems.Order(StringComparer.Ordinal)));
    }

    private async Task<PhoneFileAnswer<byte[]>> AskAsync((string Name, Uri Address) node, string name, int maxSize, TimeSpan limit, CancellationToken stop)
    {
        var url = new Uri(node.Address, name);
        var hasBegun = false;
        await _atOnce.WaitAsync(stop);
        try
        {
            if (_unanswered.GetValueOrDefault(node.Name) >= MostUnanswered)
            {
                return new(null, $"{url.Authority} is asked no more, since it did not answer {MostUnanswered} requests in a row");
            }

            using var turn = await _rate.AcquireAsync(1, stop);
            using var late = new CancellationTokenSource(Limit, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
            using var response = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, either.Token);
            hasBegun = true;
            late.CancelAfter(limit);
            var answer = await ReadAsync(response, url, maxSize, either.Token);
            _unanswered[node.Name] = 0;
            return answer;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            _unanswered.AddOrUpdate(node.Name, 1, static (_, count) => count + 1);
            return new(null, hasBegun ? $"no whole answer from {url.Authority} within {limit.TotalSeconds:0} s" : $"no answer from {url.Authority} within {Limit.TotalSeconds:0} s");
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConnectionError || error.InnerException is SocketException)
        {
            return new(null, $"cannot connect to {url.Authority} ({(error.InnerException is SocketException { SocketErrorCode: var code } ? code : SocketError.NotConnected)})");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            // The exception's own message may quote what the node sent, which may be a line of a file.
            return new(null, $"no whole answer from {url.Authority} ({WordsOf(error)})");
        }
        finally
        {
            _atOnce.Release();
        }
    }

    private static string WordsOf(Exception error) => ((error as HttpRequestException)?.HttpRequestError ?? (error as HttpIOException)?.HttpRequestError) switch
    {
        HttpRequestError.InvalidResponse => "its answer is no HTTP",
        HttpRequestError.ResponseEnded => "the answer ends early",
        HttpRequestError.ConfigurationLimitExceeded => "its headers are too long",
        _ => "the connection broke",
    };

    private static async Task<PhoneFileAnswer<byte[]>> ReadAsync(HttpResponseMessage response, Uri url, int maxSize, CancellationToken stop)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return default;
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            var status = (int)response.StatusCode;
            return new(null, status is >= 300 and < 400 ? $"{url.Authority} answers with a redirect ({status}), which is not followed" : $"{url.Authority} answers with status {status}");
        }

        await using var body = await response.Content.ReadAsStreamAsync(stop);
        using var file = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, stop) is > 0 and var count)
        {
            if (file.Length + count > maxSize)
            {
                return new(null, $"the file from {url.Authority} is larger than {maxSize / 1024} KB, which no such file is");
            }

            file.Write(buffer, 0, count);
        }

        return new(file.ToArray(), null);
    }
}
