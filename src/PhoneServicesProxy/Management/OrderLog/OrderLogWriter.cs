using System.Threading.RateLimiting;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Management.OrderLog;

/// <summary>
/// Writes the audit log: one line for each order, before the order is answered. A log that cannot be written never blocks an order. The line then goes to
/// the gateway's own log, and the status page shows the problem.
/// </summary>
internal sealed partial class OrderLogWriter(OrderLogPath place, CurrentConfiguration current, TimeProvider time, ILogger<OrderLogWriter> logger) : IDisposable
{
    /// <summary>A slower disk counts as hanging. An administrator's order does not wait for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Limits the lines of refused orders, so they do not push the others out of the files.</summary>
    private readonly PartitionedRateLimiter<string> _refused = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(
        who, static _ => new() { TokenLimit = 10, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    private readonly SemaphoreSlim _one = new(1);
    private volatile OrderLogTrouble? _trouble;
    private long _leftOut;

    /// <summary>Why orders are not recorded now; null if they are.</summary>
    public OrderLogTrouble? Trouble => _trouble;

    /// <summary>Reports a file that cannot be written at the start, not at the first order.</summary>
    public void Begin()
    {
        if (place.Value is not { } file)
        {
            return;
        }

        try
        {
            OrderLogFile.Prepare(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Failed(file, error.Message);
            LogUnwritable(file, error.Message);
        }
    }

    /// <summary>Records an order that was carried out or failed.</summary>
    public Task RecordAsync(OrderEntry entry, int status) => entry.Take() ? WriteAsync(entry.Line(status)) : Task.CompletedTask;

    /// <summary>Records an unauthorized order, unless there were too many of them.</summary>
    public async Task RefuseAsync(OrderEntry entry, int status)
    {
        using var lease = _refused.AttemptAcquire(entry.Who);
        if (!lease.IsAcquired)
        {
            Interlocked.Increment(ref _leftOut);
        }
        else if (entry.Take())
        {
            var leftOut = Interlocked.Exchange(ref _leftOut, 0);
            await WriteAsync(entry.Line(status, leftOut == 0 ? null : leftOut));
        }
    }

    public void Dispose()
    {
        _refused.Dispose();
        _one.Dispose();
    }

    private async Task WriteAsync(OrderLogLine line)
    {
        if (place.Value is not { } file)
        {
            LogOrder(line.WithoutPhone());
            return;
        }

        try
        {
            await Task.Run(() => AppendAsync(file, $"{line}")).WaitAsync(Patience, time);
            _trouble = null;
        }
        catch (Exception error)
        {
            var words = error is TimeoutException ? $"the disk does not answer within {Patience.TotalSeconds:0} s." : error.Message;
            Failed(file, words);
            LogNotWritten(file, words, line.WithoutPhone());
        }
    }

    private async Task AppendAsync(string file, string line)
    {
        await _one.WaitAsync();
        try
        {
            var options = current.Options.Get<ManagementOptions>().AuditLog;
            OrderLogFile.Append(file, line, options.MaxFileSize, options.MaxFiles);
        }
        finally
        {
            _one.Release();
        }
    }

    private void Failed(string file, string error) => _trouble = new(_trouble?.Since ?? time.GetUtcNow(), file, error);

    [LoggerMessage(1, LogLevel.Information, "Order: {Line}", EventName = "ManagementOrder")]
    private partial void LogOrder(OrderLogLine line);

    [LoggerMessage(2, LogLevel.Error, "The audit log {File} cannot be written: {Error} Orders are still carried out. This one is recorded here instead: {Line}", EventName = "AuditLogNotWritten")]
    private partial void LogNotWritten(string file, string error, OrderLogLine line);

    [LoggerMessage(3, LogLevel.Error, "The audit log {File} cannot be written: {Error} Orders are still carried out, and recorded in this log instead. Free disk space, or make its directory writable, or set PhoneServices:Management:AuditLog:File.", EventName = "AuditLogUnwritable")]
    private partial void LogUnwritable(string file, string error);
}
