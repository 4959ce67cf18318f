namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>The number of phones, and the presses at each.</summary>
internal sealed record UserHabits
{
    public int Phones { get; init; } = 5000;

    /// <summary>The average time between two key presses at the same phone.</summary>
    public TimeSpan ThinkTime { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>The time between two idle pages of the same phone.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(60);

    public IReadOnlyList<ChaosPage> Pages { get; init; } = ChaosPage.OfUsers;

    /// <summary>The page that an unused phone asks for.</summary>
    public ChaosPage IdlePage { get; init; } = new("idle page", "/CCMCIP/idle.asp", "CiscoIPPhoneText", 1);

    public int Seed { get; init; } = 1;

    public double PressesPerSecond => Phones / ThinkTime.TotalSeconds + Phones / IdleTime.TotalSeconds;
}
