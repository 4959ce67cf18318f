namespace PhoneServicesProxy.TestKit.Chaos;

/// <summary>How many phones there are, and what happens at each.</summary>
internal sealed record UserHabits
{
    public int Phones { get; init; } = 5000;

    /// <summary>Between two key presses at the same phone, on average.</summary>
    public TimeSpan ThinkTime { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>Between two idle pages of the same phone.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(60);

    public IReadOnlyList<ChaosPage> Pages { get; init; } = ChaosPage.OfUsers;

    /// <summary>What a phone asks for that is left alone.</summary>
    public ChaosPage IdlePage { get; init; } = new("idle page", "/CCMCIP/idle.asp", "CiscoIPPhoneText", 1);

    public int Seed { get; init; } = 1;

    public double PressesPerSecond => Phones / ThinkTime.TotalSeconds + Phones / IdleTime.TotalSeconds;
}
