namespace CallManagerSimulator.Database;

/// <summary>An entry of the corporate directory.</summary>
internal sealed record Person(string Last, string First, string Number);
