using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Discovery;
using PhoneServicesProxy.Nodes;

namespace PhoneServicesProxy.Audit;

/// <summary>Reads the phones' configuration files, and finds out where each URL leads.</summary>
internal sealed class AuditRun(PhoneMenu menus, NodeLookup lookup, ParameterPolicyFactory policies, TimeProvider time)
{
    /// <summary>The number of phones whose menus are read. It is limited because each menu is a query of the node's database.</summary>
    private const int MostMenus = 50;

    /// <param name="configuration">Nodes, routes and the gateway's addresses.</param>
    /// <param name="phones">The phones; null for all that nodes have a file of.</param>
    /// <param name="progress">Receives the number of phones done and the total.</param>
    /// <param name="stop">Ends the audit with the results found so far.</param>
    public async Task<AuditResult> RunAsync(GatewayConfiguration configuration, IReadOnlyList<string>? phones, Action<int, int> progress, CancellationToken stop)
    {
        try
        {
            var (found, problems) = await WithNodesOfDnsAsync(configuration, stop);
            return found.Options.Pools.CallManager.Nodes.Count == 0
                ? new([], phones?.Count ?? 0, 0, "", problems.Count == 0 ? "the configuration has no node" : $"no node is known: {string.Join("; ", problems)}")
                : await RunAsync(found, phones, [.. problems.Select(problem => $"Not all nodes are known: {problem}.")], progress, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new([], phones?.Count ?? 0, 0, "") { WasStopped = true };
        }
    }

    /// <summary>Adds the nodes from DNS, as the gateway does.</summary>
    private async Task<(GatewayConfiguration Configuration, List<string> Problems)> WithNodesOfDnsAsync(GatewayConfiguration configuration, CancellationToken stop)
    {
        var nodes = new List<DiscoveredNode>();
        var problems = new List<string>();
        var pools = configuration.Options.Pools;
        foreach (var source in DiscoverySource.Of(pools))
        {
            try
            {
                var result = await lookup.LookUpAsync(source, [], pools.Find(source.Pool)!.Discovery, stop);
                nodes.AddRange(result.Nodes.Select(node => node with { Source = source }));
                problems.AddRange(result.Complaints);
            }
            catch (LookupFailedException failure)
            {
                problems.Add(failure.Message);
            }
        }

        return (DiscoveredNodes.AddTo(configuration, nodes), problems);
    }

    private async Task<AuditResult> RunAsync(
        GatewayConfiguration configuration, IReadOnlyList<string>? phones, IReadOnlyList<string> notes, Action<int, int> progress, CancellationToken stop)
    {
        // Only CallManager gives phone files. Servers of other pools are not asked.
        var nodes = configuration.Options.Pools.CallManager.Nodes.OrderBy(node => node.Value.State).ThenBy(node => node.Value.Priority)
            .Select(node => (node.Key, new Uri(node.Value.Address!)));
        using var client = new PhoneFileClient(nodes, configuration.Options.Get<AuditOptions>().Port, time);
        var lists = phones?.ToDictionary(phone => phone, _ => (IReadOnlyList<string>?)null);
        if (lists is null)
        {
            var (files, problem) = await client.ListAsync(stop);
            if (files is null)
            {
                return new([], 0, 0, "", problem) { Notes = notes };
            }

            if (files.Count == 0)
            {
                return new([], 0, 0, client.Answered, $"the list of files of {client.Answered} names no phone") { Notes = notes };
            }

            lists = files.ToDictionary(file => file.Key, file => (IReadOnlyList<string>?)file.Value);
        }

        var judge = new UrlJudge(await AddressBook.CreateAsync(configuration, stop), new(configuration.Routes, policies));
        var audited = new List<AuditedUrl>();
        var (done, read, menusRead, menusUnread) = (0, 0, 0, 0);
        var every = Math.Max(1, lists.Count / MostMenus);
        var wasStopped = false;
        try
        {
            await Parallel.ForEachAsync(
                lists.OrderBy(phone => phone.Key, StringComparer.Ordinal).Index(),
                new ParallelOptions { MaxDegreeOfParallelism = PhoneFileClient.RequestsAtOnce, CancellationToken = stop },
                async (phone, token) =>
                {
                    var (device, names) = phone.Item;
                    var content = await ReadAsync(client, device, names, token);
                    var file = content.File;
                    List<AuditedUrl> urls = file is null ? [Unread(device, content)] : [];
                    foreach (var url in file?.Urls ?? [])
                    {
                        urls.Add(await judge.JudgeAsync(device, url, file!));
                    }

                    var menu = file is not null && phone.Index % every == 0 && phone.Index / every < MostMenus
                        ? await MenuAsync(device, file, configuration, judge, token)
                        : ((IReadOnlyList<AuditedUrl> Urls, bool WasRead)?)null;
                    lock (audited)
                    {
                        audited.AddRange(urls);
                        audited.AddRange(menu?.Urls ?? []);
                        read += file is null ? 0 : 1;
                        menusRead += menu is { WasRead: true } ? 1 : 0;
                        menusUnread += menu is { WasRead: false } ? 1 : 0;
                        progress(++done, lists.Count);
                    }
                });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            wasStopped = true;
        }

        AuditedUrl[] sorted;
        lock (audited)
        {
            sorted = [.. audited.OrderBy(url => url.Device, StringComparer.Ordinal)];
        }

        return new(sorted, lists.Count, read, client.Answered)
        {
            Menus = menusRead,
            MenusUnread = menusUnread,
            Done = done,
            WasStopped = wasStopped,
            Notes = [.. notes, .. client.GivenUp.Select(node => $"{node} did not answer {PhoneFileClient.MostUnanswered} requests in a row, and was asked no more.")],
        };
    }

    private static async Task<PhoneFileContent> ReadAsync(PhoneFileClient client, string device, IReadOnlyList<string>? names, CancellationToken stop)
    {
        string? problem = null;
        foreach (var name in (names ?? PhoneFileName.Of(device)).OrderBy(PhoneFileName.IsEncrypted))
        {
            if (names is not null && PhoneFileName.IsEncrypted(name))
            {
                return new(null, "the file is encrypted", name);
            }

            var answer = await client.FileAsync(name, stop);
            if (answer.Content is { } content)
            {
                return content;
            }

            problem ??= answer.Problem;
        }

        return new(null, problem ?? "no node has a file of it");
    }

    private async Task<(IReadOnlyList<AuditedUrl> Urls, bool WasRead)> MenuAsync(
        string device, PhoneFile file, GatewayConfiguration configuration, UrlJudge judge, CancellationToken stop)
    {
        var (entries, problem) = await menus.AskAsync(device, configuration, stop);
        if (entries is null)
        {
            return ([new(device, PhoneUrl.Menu, "", "", LeadsTo.Unknown, $"The Services menu was not read: {problem}.") { Title = $"Services menu ({problem})" }], false);
        }

        var urls = new List<AuditedUrl>(entries.Count);
        foreach (var entry in entries)
        {
            urls.Add(await judge.JudgeAsync(device, entry, file));
        }

        return (urls, true);
    }

    private static AuditedUrl Unread(string device, PhoneFileContent why) =>
        new(device, PhoneUrl.File, why.Where, "", LeadsTo.Unknown, $"Not known: {why.Reason}.") { Title = why.Reason };
}
