namespace PhoneServicesProxy.Failover.PageNumbers;

/// <summary>Decides what a number means for one request. The same number can blame the node or the URL that phones were given.</summary>
internal static class PageNumberDecision
{
    private const string Emcc = "EMCC";

    public static PageNumberVerdict For(PageNumberOptions number, RequestParameters request)
    {
        if (number.SetupWithout is { Length: > 0 } parameter && !request.Has(parameter))
        {
            return new(PageNumberClass.Setup);
        }

        if (number.Class is not (PageNumberClass.Node or PageNumberClass.Busy))
        {
            return new(number.Class);
        }

        var fromBehindNode = number.NotExecuted == NotExecutedProof.UnlessEmcc && request.Has(Emcc, "true");
        var notExecuted = number.NotExecuted != NotExecutedProof.Never && !fromBehindNode;
        return new(number.Class, notExecuted, fromBehindNode);
    }
}
