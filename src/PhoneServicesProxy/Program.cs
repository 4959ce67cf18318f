using System.Runtime.CompilerServices;
using PhoneServicesProxy.Hosting;
using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy;

/// <summary>Where the process begins. What the gateway is made of stands in <see cref="Composition.Gateway"/>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        // Below that the runtime cannot even load what it takes to say so in other ways.
        if (OpenFiles.Limit() is var limit && limit < OpenFiles.MinForCommands)
        {
            OpenFiles.WriteError($"{FileBudget.ErrorFor(limit, own: 0)}\n");
            return Task.FromResult(1);
        }

        return RunAsync(args);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> RunAsync(string[] args)
    {
        if (StartDirectory.LeaveIfGone())
        {
            OpenFiles.WriteError("The directory in which this command was started does not exist any more. Relative paths start at / instead.\n");
        }

        return GatewayCommand.RunAsync(args);
    }
}
