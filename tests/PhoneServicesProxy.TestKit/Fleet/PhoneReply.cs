namespace PhoneServicesProxy.TestKit.Fleet;

/// <summary>The reply that a phone received.</summary>
/// <param name="Answer">The received part of the answer; null if not even its headers arrived.</param>
/// <param name="Failure">The failure of the connection; null if only the answer must be judged.</param>
internal sealed record PhoneReply(PhoneAnswer? Answer, PressOutcome? Failure)
{
    public PressOutcome Judge(string expectedRoot) => Failure ?? AnswerJudge.Judge(Answer!, expectedRoot);
}
