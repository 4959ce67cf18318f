namespace PhoneServicesProxy.Overload;

/// <summary>Linux TCP options for which .NET has no names (tcp(7)).</summary>
internal static class TcpOptions
{
    /// <summary>IPPROTO_TCP.</summary>
    public const int Level = 6;

    /// <summary>TCP_DEFER_ACCEPT: a connection can be accepted when its first bytes have arrived, or after this number of seconds.</summary>
    public const int DeferAccept = 9;

    /// <summary>TCP_INFO: the kernel's data about a connection or a listening socket.</summary>
    public const int Info = 11;

    private static readonly byte[] One = BitConverter.GetBytes(1);

    public static ReadOnlySpan<byte> OneSecond => One;
}
