using System.Net.Sockets;

namespace PhoneServicesProxy.Exhaustion;

/// <summary>Tells from an exception that the gateway itself lacked something. Whatever was tried then says nothing about a node.</summary>
internal static class ExhaustionErrors
{
    // errno(3), the numbers of Linux.
    private const int NoMemory = 12;
    private const int TooManyFilesOfTheMachine = 23;
    private const int TooManyFiles = 24;
    private const int AddressNotAvailable = 99;
    private const int NoBufferSpace = 105;

    /// <summary>What was lacking; null where the exception, with all that is in it, says nothing of that.</summary>
    public static ExhaustedResource? Of(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (OfOne(error) is { } resource)
            {
                return resource;
            }
        }

        return null;
    }

    private static ExhaustedResource? OfOne(Exception error) => error switch
    {
        OutOfMemoryException => ExhaustedResource.Memory,
        SocketException { SocketErrorCode: SocketError.TooManyOpenSockets } => ExhaustedResource.Descriptors,
        SocketException { SocketErrorCode: SocketError.NoBufferSpaceAvailable } => ExhaustedResource.Memory,
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => ExhaustedResource.Ports,
        SocketException socket => OfNumber(socket.NativeErrorCode),

        // An assembly that is there, and cannot be opened.
        FileNotFoundException missing when IsAssembly(missing.FileName) => ExhaustedResource.Descriptors,
        FileLoadException refused when IsAssembly(refused.FileName) => ExhaustedResource.Descriptors,
        IOException file => OfNumber(file.HResult),
        _ => null,
    };

    private static bool IsAssembly(string? name) => name?.Contains(", Version=", StringComparison.Ordinal) == true;

    private static ExhaustedResource? OfNumber(int number) => number switch
    {
        TooManyFiles or TooManyFilesOfTheMachine => ExhaustedResource.Descriptors,
        AddressNotAvailable => ExhaustedResource.Ports,
        NoMemory or NoBufferSpace => ExhaustedResource.Memory,
        _ => null,
    };
}
