namespace CallManagerSimulator.Tests;

/// <summary>How a connection ended, seen from the client.</summary>
public enum RawEnd
{
    Fin,
    Reset,
    Silence,
}
