namespace CallManagerSimulator.Database;

/// <summary>The numbers that Extension Mobility shows on the phone (Cisco, EMCC guide).</summary>
internal static class EmCode
{
    public const int Success = 0;
    public const int AnotherUserLoggedIn = 18;
    public const int NobodyLoggedIn = 19;
    public const int NoSuchDevice = 22;
    public const int LoggedInElsewhere = 25;
    public const int Busy = 26;
    public const int ProxyNotAllowed = 30;
    public const int WrongUserOrPin = 201;
    public const int BlankUserOrPin = 202;
    public const int DeviceMissing = 207;
    public const int WrongLoginType = 215;
}
