using System.Net;
using CallManagerSimulator.Control;

namespace CallManagerSimulator.PhoneFiles;

/// <summary>Serves the phones' configuration files by HTTP, as CallManager's TFTP service does on port 6970.</summary>
internal sealed class PhoneFileServer : IAsyncDisposable
{
    private const string List = "/ConfigFileCacheList.txt";

    private readonly WebApplication _app;
    private readonly PhoneFileWriter _writer;
    private readonly Dictionary<string, int> _phones;

    public PhoneFileServer(IPEndPoint endPoint, PhoneFileWriter writer, int phones)
    {
        _writer = writer;
        _phones = Enumerable.Range(0, phones).ToDictionary(phone => "/" + PhoneFileWriter.FileName(phone), StringComparer.OrdinalIgnoreCase);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(endPoint));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public PhoneFileFault Fault { get; set; }

    public Uri Address => ControlServer.AddressOf(_app);

    public Task StartAsync(CancellationToken ct) => _app.StartAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        switch (Fault)
        {
            case PhoneFileFault.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                return;
            case PhoneFileFault.Redirect:
                context.Response.Redirect("http://elsewhere.example.com/");
                return;
            case PhoneFileFault.EndlessList when path.Equals(List, StringComparison.OrdinalIgnoreCase):
                await WriteEndlessListAsync(context);
                return;
            case PhoneFileFault.Missing:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
        }

        context.Response.ContentType = "application/octet-stream";
        if (path.Equals(List, StringComparison.OrdinalIgnoreCase))
        {
            await context.Response.WriteAsync(string.Concat(_phones.Keys.Select(name => $"{name[1..]}\r\n").Prepend("XMLDefault.cnf.xml\r\n")), context.RequestAborted);
        }
        else if (_phones.TryGetValue(path, out var phone))
        {
            await context.Response.Body.WriteAsync(_writer.Write(phone), context.RequestAborted);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task WriteEndlessListAsync(HttpContext context)
    {
        var line = string.Concat(Enumerable.Repeat("SEP001122334455.cnf.xml\r\n", 1000));
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(line, context.RequestAborted);
        }
    }
}
