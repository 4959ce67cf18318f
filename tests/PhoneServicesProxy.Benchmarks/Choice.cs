using System.CommandLine;

namespace PhoneServicesProxy.Benchmarks;

/// <summary>An option that takes some of a list of names, with commas between them, and all of them by default.</summary>
internal static class Choice
{
    public static Option<string[]> Among(string name, string description, IEnumerable<string> names)
    {
        string[] known = [.. names];
        return new Option<string[]>(name)
        {
            Description = $"{description} Some of {string.Join(',', known)}.",
            DefaultValueFactory = _ => known,
            CustomParser = result =>
            {
                var chosen = result.Tokens.SelectMany(token => token.Value.Split(',')).ToArray();
                foreach (var unknown in chosen.Except(known))
                    result.AddError($"{name}: there is no '{unknown}', only {string.Join(',', known)}.");

                return chosen;
            },
        };
    }
}
