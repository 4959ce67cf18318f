using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.HttpLogging;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Diagnostics;
using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.AccessLog;

/// <summary>
/// Writes the lines with ASP.NET Core's W3C logger, which limits size and number of its files. The logger reads its fields from a request. It gets an
/// artificial one with only these fields, never the phone's own request.
/// </summary>
/// <remarks>
/// The logger drops lines on a full disk, and blocks its callers while a disk hangs. So a press only adds its line to a queue. If the queue is full,
/// the line is dropped.
/// </remarks>
internal sealed partial class AccessLogWriter : BackgroundService
{
    /// <summary>A few seconds of the busiest gateway.</summary>
    private const int Capacity = 4096;

    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(200);

    private readonly Channel<AccessLine> _lines = Channel.CreateBounded<AccessLine>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Dictionary<string, string?> _paths = [];
    private readonly LogLimit _limit = new();
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<AccessLogWriter> _logger;
    private readonly ServiceProvider _services;
    private readonly RequestDelegate _write;

    public AccessLogWriter(
        string folder, CurrentConfiguration current, IHostEnvironment environment, TimeProvider time, ILogger<AccessLogWriter> logger)
    {
        var options = current.Options.Get<AccessLogOptions>();
        (_folder, _time, _logger) = (folder, time, logger);
        IncludesDevice = options.IncludeDevice;
        MakeFolder();
        var services = new ServiceCollection();
        services.AddSingleton(environment);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new W3CFailures(Lost)));
        services.AddW3CLogging(w3c => Configure(w3c, options));
        _services = services.BuildServiceProvider();
        var app = new ApplicationBuilder(_services);
        app.UseW3CLogging();
        app.Run(static _ => Task.CompletedTask);
        _write = app.Build();
    }

    public bool IncludesDevice { get; }

    /// <summary>Adds a line without waiting.</summary>
    public void Add(in AccessLine line)
    {
        if (!_lines.Writer.TryWrite(line))
        {
            Lost("the disk does not take the lines as fast as they come");
        }
    }

    /// <summary>Must be called after the last press, so its line is still written.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _lines.Writer.TryComplete();
        if (ExecuteTask is { } writing)
        {
            await Task.WhenAny(writing, Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken));
        }

        // On disposal, the logger drops lines that are not flushed. It gives no sign of a flush, and uses only the real clock. So the stop waits for
        // two flush intervals.
        await Task.Delay(2 * FlushInterval, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
        await _services.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(CancellationToken.None))
        {
            await _write(RequestOf(line));
        }
    }

    private void Configure(W3CLoggerOptions w3c, AccessLogOptions options)
    {
        w3c.LogDirectory = _folder;
        w3c.FileName = "access-";
        w3c.FileSizeLimit = options.MaxFileSize;
        w3c.RetainedFileCountLimit = options.MaxFiles;
        w3c.FlushInterval = FlushInterval;
        w3c.LoggingFields = W3CLoggingFields.Date | W3CLoggingFields.Time | W3CLoggingFields.ProtocolStatus;
        foreach (var field in AccessFields.Of(options.IncludeDevice))
        {
            w3c.AdditionalRequestHeaders.Add(field);
        }
    }

    private DefaultHttpContext RequestOf(in AccessLine line)
    {
        var request = new DefaultHttpContext { Response = { StatusCode = line.Status } };
        var fields = request.Request.Headers;
        fields[AccessFields.Service] = line.Service;
        fields[AccessFields.Outcome] = line.Outcome;
        fields[AccessFields.Node] = line.Node;
        fields[AccessFields.WaitMs] = line.Wait.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
        fields[AccessFields.Bytes] = line.Bytes?.ToString(CultureInfo.InvariantCulture);
        fields[AccessFields.Route] = PathOf(line.Route);
        fields[AccessFields.Device] = line.Device;
        return request;
    }

    private string? PathOf(string? pattern)
    {
        if (pattern is null)
        {
            return null;
        }

        if (!_paths.TryGetValue(pattern, out var path))
        {
            _paths[pattern] = path = ShownPath.Of(pattern);
        }

        return path;
    }

    /// <summary>Makes the folder with restricted rights. Every user of this machine could read a folder that the logger makes.</summary>
    private void MakeFolder()
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(_folder);
            }
            else
            {
                Directory.CreateDirectory(
                    _folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Lost(error.Message);
        }
    }

    private void Lost(string reason)
    {
        if (_limit.IsDue(_time, out var count))
        {
            LogLost(_folder, reason.TrimEnd('.'), count);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The access log in {Folder} lost lines: {Reason}. Phones are still served. Failures since the last such message: {Count}.", EventName = "AccessLogLost")]
    private partial void LogLost(string folder, string reason, long count);
}
