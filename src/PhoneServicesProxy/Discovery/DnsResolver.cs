using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using PhoneServicesProxy.Exhaustion;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Discovery;

/// <summary>Asks name servers with DnsClient, because it returns priority, weight and time to live.</summary>
internal sealed class DnsResolver(GatewayExhaustion exhaustion) : IDnsResolver
{
    private readonly Lock _gate = new();
    private (string Settings, LookupClient Client)? _last;

    public Task<DnsAnswer<ServiceRecord>> ServicesAsync(string name, DiscoveryOptions options, CancellationToken cancellation) =>
        QueryAsync(name, QueryType.SRV, options, (SrvRecord record) =>
            new ServiceRecord(record.Target.Value.TrimEnd('.'), record.Port, record.Priority, record.Weight), cancellation);

    public Task<DnsAnswer<IPAddress>> IPv4Async(string name, DiscoveryOptions options, CancellationToken cancellation) =>
        QueryAsync(name, QueryType.A, options, (ARecord record) => record.Address, cancellation);

    public Task<DnsAnswer<IPAddress>> IPv6Async(string name, DiscoveryOptions options, CancellationToken cancellation) =>
        QueryAsync(name, QueryType.AAAA, options, (AaaaRecord record) => record.Address, cancellation);

    private async Task<DnsAnswer<T>> QueryAsync<TRecord, T>(
        string name, QueryType type, DiscoveryOptions options, Func<TRecord, T> read, CancellationToken cancellation)
        where TRecord : DnsResourceRecord
    {
        var answer = await AskAsync(name, type, options, cancellation);
        if (answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain)
        {
            throw new LookupFailedException(LookupFailure.ServerError, $"{answer.NameServer} answers {answer.Header.ResponseCode} when asked for {type} of {name}");
        }

        var records = answer.Answers.OfType<TRecord>().ToArray();
        return records.Length > 0
            ? new([.. records.Select(read)], TimeSpan.FromSeconds(answer.Answers.Min(record => record.InitialTimeToLive)))
            : throw new LookupFailedException(LookupFailure.NoRecords, $"{name} has no {type} record");
    }

    private async Task<IDnsQueryResponse> AskAsync(string name, QueryType type, DiscoveryOptions options, CancellationToken cancellation)
    {
        try
        {
            return await ClientFor(options).QueryAsync(name, type, cancellationToken: cancellation);
        }
        catch (Exception error) when (
            ExhaustionErrors.Of(error) is not null || error is DnsResponseException or DnsResponseParseException or SocketException or InvalidOperationException or ArgumentException
            or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            if (exhaustion.Note(error))
            {
                throw new LookupFailedException(LookupFailure.GatewayExhausted, $"the gateway itself could not ask for {type} of {name}: {error.Message}");
            }

            throw new LookupFailedException(LookupFailure.NoAnswer, $"no name server answers when asked for {type} of {name}");
        }
    }

    private LookupClient ClientFor(DiscoveryOptions options)
    {
        var settings = $"{string.Join(' ', options.NameServers)} {options.Timeout}";
        lock (_gate)
        {
            if (_last is not { } last || last.Settings != settings)
            {
                _last = last = (settings, new LookupClient(SettingsOf(options)));
            }

            return last.Client;
        }
    }

    private static LookupClientOptions SettingsOf(DiscoveryOptions options)
    {
        var servers = options.NameServers.Select(NameServerAddress.Parse).OfType<IPEndPoint>().ToArray();
        var settings = servers.Length > 0 ? new LookupClientOptions(servers) : new LookupClientOptions();
        settings.Timeout = options.Timeout;
        settings.Retries = 1;
        settings.UseCache = false;
        settings.UseRandomNameServer = false;
        settings.ContinueOnDnsError = true;
        settings.ContinueOnEmptyResponse = true;
        return settings;
    }
}
