namespace PhoneServicesProxy.TestKit.Fleet;

/// <summary>What came back to a phone.</summary>
/// <param name="Answer">As much of an answer as came in; null where not even its header did.</param>
/// <param name="Failure">What went wrong on the connection; null where only the answer itself is left to judge.</param>
internal sealed record PhoneReply(PhoneAnswer? Answer, PressOutcome? Failure)
{
    public PressOutcome Judge(string expectedRoot) => Failure ?? AnswerJudge.Judge(Answer!, expectedRoot);
}
