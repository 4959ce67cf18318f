using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace PhoneServicesProxy.Audit;

/// <summary>
/// Reads the phones' configuration files from nodes (CallManager's TFTP service, by HTTP). The number of requests at once and in a second is limited,
/// because these nodes have calls to handle.
/// </summary>
internal sealed class ConfigurationService : IDisposable
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
    public ConfigurationService(IEnumerable<(string Name, Uri Address)> nodes, int port, TimeProvider time)
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
        string? problem = null;
        foreach (var name in new[] { PhoneFileName.List, PhoneFileName.List + ".sgn" })
        {
            var answer = await AskAsync(name, MaxList, ListLimit, stop);
            if (answer.File is { } list)
            {
                return (Read(list), null);
            }

            problem ??= answer.Problem;
        }

        return (null, problem ?? $"no node has a file {PhoneFileName.List}");
    }

    public Task<ConfigurationAnswer> FileAsync(string name, CancellationToken stop) => AskAsync(name, MaxFile, Limit, stop);

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

                names.Add(file);
            }
        }

        return files;
    }

    /// <summary>Asks one node after the other until one has the file. A node that does not answer moves to the end of the order.</summary>
    private async Task<ConfigurationAnswer> AskAsync(string name, int maxSize, TimeSpan limit, CancellationToken stop)
    {
        var problems = new List<string>();
        (string Name, Uri Address)[] nodes;
        lock (_nodes)
        {
            nodes = [.. _nodes];
        }

        foreach (var node in nodes)
        {
            var answer = await AskAsync(node, name, maxSize, limit, stop);
            if (answer.File is not null)
            {
                Answered = node.Name;
                return answer;
            }

            if (answer.Problem is not null)
            {
                problems.Add($"{node.Name}: {answer.Problem}");
                lock (_nodes)
                {
                    _nodes.Remove(node);
                    _nodes.Add(node);
                }
            }
        }

        return new(null, problems.Count == 0 ? null : string.Join("; ", problems.Order(StringComparer.Ordinal)));
    }

    private async Task<ConfigurationAnswer> AskAsync((string Name, Uri Address) node, string name, int maxSize, TimeSpan limit, CancellationToken stop)
    {
        var url = new Uri(node.Address, name);
        await _atOnce.WaitAsync(stop);
        try
        {
            if (_unanswered.GetValueOrDefault(node.Name) >= MostUnanswered)
            {
                return new(null, $"{url.Authority} is asked no more, since it did not answer {MostUnanswered} requests in a row");
            }

            using var turn = await _rate.AcquireAsync(1, stop);
            using var late = new CancellationTokenSource(limit, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
            var answer = await ReadAsync(url, maxSize, either.Token);
            _unanswered[node.Name] = 0;
            return answer;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            _unanswered.AddOrUpdate(node.Name, 1, static (_, count) => count + 1);
            return new(null, $"no whole answer from {url.Authority} within {limit.TotalSeconds:0} s");
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

    private async Task<ConfigurationAnswer> ReadAsync(Uri url, int maxSize, CancellationToken stop)
    {
        using var response = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, stop);
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
