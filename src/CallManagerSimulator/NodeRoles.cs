namespace CallManagerSimulator;

/// <summary>The links from a node to its cluster.</summary>
/// <param name="ActiveAssistant">Name of the node whose Manager Assistant is active.</param>
/// <param name="FaultChanged">Must be called after the node's fault has changed.</param>
/// <param name="LoginExecuted">Must be called after the node has executed a login, before it answers.</param>
internal sealed record NodeRoles(Func<string> ActiveAssistant, Action FaultChanged, Action<ExecutedLogin> LoginExecuted);
