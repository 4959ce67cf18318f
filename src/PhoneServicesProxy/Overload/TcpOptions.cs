namespace PhoneServicesProxy.Overload;

/// <summary>Options of Linux's TCP that .NET has no names for (tcp(7)).</summary>
internal static class TcpOptions
{
    /// <summary>IPPROTO_TCP.</summary>
    public const int Level = 6;

    /// <summary>TCP_DEFER_ACCEPT: a connection is there to be accepted when the other side has sent something, or after so many seconds.</summary>
    public const int DeferAccept = 9;

    /// <summary>TCP_INFO: what the kernel knows of a connection, or of a socket that listens.</summary>
    public const int Info = 11;

    private static readonly byte[] One = BitConverter.GetBytes(1);

    public static ReadOnlySpan<byte> OneSecond => One;
}
