using System.Net;
using System.Threading.RateLimiting;

namespace PhoneServicesProxy.Audit;

/// <summary>
/// Asks nodes for the configuration files of phones (CallManager's TFTP service, by HTTP). All files are asked for by a bounded number of requests
/// at once and in a second: these nodes have calls to handle.
/// </summary>
internal sealed class ConfigurationService : IDisposable
{
    public const int RequestsAtOnce = 40;

    /// <summary>Real files have some ten kilobytes.</summary>
    private const int MaxFile = 1024 * 1024;

    /// <summary>Three names of 30 characters for each of 40,000 phones are a tenth of it.</summary>
    private const int MaxList = 32 * 1024 * 1024;

    private const int RequestsPerSecond = 400;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ListLimit = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client;
    private readonly SemaphoreSlim _atOnce = new(RequestsAtOnce);
    private readonly TokenBucketRateLimiter _rate;
    private readonly TimeProvider _time;
    private readonly List<(string Name, Uri Address)> _nodes;

    /// <param name="nodes">Names and addresses of nodes, those to be asked first first.</param>
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

    /// <summary>Which files a node has of each phone.</summary>
    /// <returns>Null where none gave its list; why stands in the problem then.</returns>
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

    /// <summary>Asks one node after the other until one has the file. One that did not answer is asked last from then on.</summary>
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
            var answer = await AskAsync(new Uri(node.Address, name), maxSize, limit, stop);
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

        return new(null, problems.Count == 0 ? null : string.Join("; ", problems));
    }

    private async Task<ConfigurationAnswer> AskAsync(Uri url, int maxSize, TimeSpan limit, CancellationToken stop)
    {
        await _atOnce.WaitAsync(stop);
        try
        {
            using var turn = await _rate.AcquireAsync(1, stop);
            using var late = new CancellationTokenSource(limit, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
            return await ReadAsync(url, maxSize, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new(null, $"no whole answer from {url} within {limit.TotalSeconds:0} s");
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConnectionError || error.InnerException is System.Net.Sockets.SocketException)
        {
            return new(null, $"cannot connect to {url.Authority} ({(error.InnerException ?? error).Message})");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new(null, $"no whole answer from {url} ({error.Message})");
        }
        finally
        {
            _atOnce.Release();
        }
    }

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
            return new(null, status is >= 300 and < 400 ? $"{url} answers with a redirect ({status}), which is not followed" : $"{url} answers with status {status}");
        }

        await using var body = await response.Content.ReadAsStreamAsync(stop);
        using var file = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, stop) is > 0 and var count)
        {
            if (file.Length + count > maxSize)
            {
                return new(null, $"{url} is larger than {maxSize / 1024} KB, which no such file is");
            }

            file.Write(buffer, 0, count);
        }

        return new(file.ToArray(), null);
    }
}
