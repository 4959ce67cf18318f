using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CallManagerSimulator.Transport;

/// <summary>A separate Kestrel for each node. It reads none of the machine's configuration and logs nothing.</summary>
internal static class NodeServer
{
    public static WebApplication Build(
        NodeSockets sockets, X509Certificate2? certificate, SimulatedClusterOptions options, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, sockets, certificate, options));
        builder.Services.AddSingleton<IConnectionListenerFactory>(new NodeListener(sockets));
        var app = builder.Build();
        app.Run(handler);
        return app;
    }

    private static void Configure(
        KestrelServerOptions kestrel, NodeSockets sockets, X509Certificate2? certificate, SimulatedClusterOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.KeepAliveTimeout = options.KeepAliveTimeout;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        // Phones may send any byte in a header.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.Listen(sockets.EndPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }

            listen.Use(next => connection => ServeAsync(next, connection, sockets, options.RecordRequests));
        });
    }

    private static async Task ServeAsync(ConnectionDelegate next, ConnectionContext connection, NodeSockets sockets, bool record)
    {
        var socket = connection.Features.Get<IConnectionSocketFeature>()?.Socket;
        if (record)
        {
            var recorded = new RecordedPipe(connection.Transport);
            connection.Transport = recorded;
            connection.Features.Set(recorded);
        }

        try
        {
            await next(connection);
        }
        finally
        {
            if (socket is not null)
            {
                sockets.Forget(socket);
            }
        }
    }
}
