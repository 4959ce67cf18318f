namespace CallManagerSimulator;

/// <summary>What a node needs to know of its cluster.</summary>
/// <param name="ActiveAssistant">Name of the node whose Manager Assistant is active.</param>
/// <param name="FaultChanged">To be called when the node's fault has changed.</param>
/// <param name="LoginExecuted">To be called when the node has executed a login, before it answers.</param>
internal sealed record NodeRoles(Func<string> ActiveAssistant, Action FaultChanged, Action<ExecutedLogin> LoginExecuted);
