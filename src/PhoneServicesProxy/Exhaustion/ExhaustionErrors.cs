using System.Net.Sockets;

namespace PhoneServicesProxy.Exhaustion;

/// <summary>Finds out from an exception whether the gateway itself lacked a resource. Then the failure says nothing about a node.</summary>
internal static class ExhaustionErrors
{
    // These are Linux's numbers of errno(3).
    private const int NoMemory = 12;
    private const int TooManyFilesOfTheMachine = 23;
    private const int TooManyFiles = 24;
    private const int AddressNotAvailable = 99;
    private const int NoBufferSpace = 105;

    /// <summary>Returns the missing resource; null if neither the exception nor its inner exceptions name one.</summary>
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

        // The assembly exists but cannot be opened.
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
