using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Attempts;
using PhoneServicesProxy.Failover;
using PhoneServicesProxy.LoadBalancing;
using PhoneServicesProxy.Security;
using PhoneServicesProxy.Tests.Health;
using Polly;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace PhoneServicesProxy.Tests.Security;

/// <summary>What is counted of a login depends on what came of it: who guesses must wait, and nobody else.</summary>
public sealed class LoginUnderWayTests
{
    private const string Login = "?device=SEP1&userid=user1&seq=1";
    private const string Menu = "<CiscoIPPhoneMenu><Title>Login successful</Title></CiscoIPPhoneMenu>";
    private const string Form = "<CiscoIPPhoneInput><Title>PIN</Title><URL>http://a/</URL></CiscoIPPhoneInput>";

    private static readonly IPAddress Address = IPAddress.Parse("10.1.1.1");
    private readonly ClusterState _cluster = Clusters.Create("extension-mobility", ("a", "http://a/"), ("b", "http://b/"));
    private FailedLoginOptions _options = new() { FreeTries = 2, AddressFactor = 1, PageNumbers = "2, 23, 201", PageNumbersWithEmcc = "2" };
    private readonly FailedLogins _logins;
    private readonly FailedLoginKeys _keys;
    private readonly Press _press;

    public LoginUnderWayTests()
    {
        _logins = new(Secured.By(new() { FailedLogins = _options }), new FakeTimeProvider());
        _keys = _logins.KeysOf("SEP1", "user1", Address);
        var context = new DefaultHttpContext();
        context.Features.Set<IReverseProxyFeature>(new ReverseProxyFeature());
        var policy = new RoutePolicy(new(), Expectation.PhoneXml, ResiliencePipeline<Attempt>.Empty, new(TimeProvider.System)) { Marks = Sessions.Marks.None };
        _press = new(context, new RouteModel(new RouteConfig(), _cluster, HttpTransformer.Default), _cluster, policy, new NodePicker([], new NodeDirectory())) { HasBegun = true };
    }

    /// <summary>The outcome as the count knows it.</summary>
    private enum Outcome
    {
        Succeeded,
        EndedOtherwise,
        Failed,
        FailedByNode,
        FailedPerhapsElsewhere,
    }

    [Theory]
    [InlineData(201, Login, "Failed")]
    [InlineData(23, Login, "Failed")]
    [InlineData(25, Login, "EndedOtherwise")]
    [InlineData(201, Login + "&EMCC=true", "FailedPerhapsElsewhere")]
    [InlineData(2, Login + "&EMCC=true", "Failed")]
    [InlineData(25, Login + "&EMCC=true", "EndedOtherwise")]
    public void End_PageWithANumber_FailedWhereTheNumberSaysSo(int number, string query, string outcome)
    {
        var attempt = Page(Menu);
        attempt.PageNumber = number;

        Assert.Equal(outcome, EndOf(query, attempt));
    }

    [Theory]
    [InlineData(2, Login, "Failed")]
    [InlineData(23, Login, "Failed")]
    [InlineData(201, Login, "Failed")]
    [InlineData(25, Login, "EndedOtherwise")]
    [InlineData(201, Login + "&EMCC=true", "FailedPerhapsElsewhere")]
    public void End_NumbersAreNotConfigured_ThoseOfAWrongUserOrPin(int number, string query, string outcome)
    {
        var attempt = Page(Menu);
        attempt.PageNumber = number;
        _options = new();

        Assert.Equal(outcome, EndOf(query, attempt));
    }

    [Theory]
    [InlineData(Login, Menu, HttpStatusCode.OK, "Succeeded")]
    [InlineData(Login, Form, HttpStatusCode.OK, "Failed")]
    [InlineData(Login, "<html/>", HttpStatusCode.OK, "Failed")]
    [InlineData(Login, Menu, HttpStatusCode.NotFound, "Failed")]
    [InlineData("?device=SEP1&userid=user1", Menu, HttpStatusCode.OK, "EndedOtherwise")]
    [InlineData("?device=SEP1&userid=user1", Form, HttpStatusCode.OK, "EndedOtherwise")]
    [InlineData("?device=SEP1&userid=user1", "<html/>", HttpStatusCode.OK, "Failed")]
    [InlineData(Login + "&doLogout=true", Menu, HttpStatusCode.OK, "EndedOtherwise")]
    public void End_PageWithoutANumber_ProvesThePinWhereItIsNoForm(string query, string page, HttpStatusCode status, string outcome) =>
        Assert.Equal(outcome, EndOf(query, Page(page, status)));

    [Fact]
    public void End_PageThatWasNotHeld_MayHaveBeenAGuess()
    {
        var attempt = Page(Menu);
        attempt.Body = null;

        Assert.Equal("Failed", EndOf(Login, attempt));
    }

    [Fact]
    public void End_PageOfAFailedAttempt_ProvesNothing()
    {
        var attempt = Page(Menu);
        attempt.Failure = AttemptFailure.BadStatus;

        Assert.Equal("Failed", EndOf(Login, attempt));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, true, "EndedOtherwise")]
    [InlineData(HttpStatusCode.Unauthorized, false, "Failed")]
    [InlineData(HttpStatusCode.Forbidden, true, "Failed")]
    public void End_ServerAsksWhoItIs_HasLookedAtNoPin(HttpStatusCode status, bool asks, string outcome)
    {
        var attempt = Page("", status);
        if (asks)
        {
            attempt.Response!.Headers.Add("WWW-Authenticate", "Basic");
        }

        Assert.Equal(outcome, EndOf(Login, attempt));
    }

    [Fact]
    public void End_NoNodeHasExecutedIt_IsNoFailure()
    {
        foreach (var node in _cluster.Destinations.Values)
        {
            _press.Ended(new(node) { Failure = AttemptFailure.ConnectFailed, NotExecuted = true });
        }

        Assert.Equal("EndedOtherwise", EndOf(Login));
    }

    [Theory]
    [InlineData(AttemptFailure.ConnectionLost, false, "FailedByNode")]
    [InlineData(AttemptFailure.AnswerTimeout, false, "FailedByNode")]
    [InlineData(AttemptFailure.BadProtocol, false, "FailedByNode")]
    [InlineData(AttemptFailure.GatewayExhausted, false, "FailedByNode")]
    [InlineData(AttemptFailure.BadStatus, false, "Failed")]
    [InlineData(AttemptFailure.ConnectionLost, true, "Failed")]
    public void End_NoAnswer_TheAddressDoesNotCountWhatOnlyANodeCanDo(object failure, bool cancelled, string outcome)
    {
        _press.Ended(new(_cluster.Destinations["a"]) { Failure = AttemptFailure.ConnectFailed, NotExecuted = true });
        _press.Ended(new(_cluster.Destinations["b"]) { Failure = (AttemptFailure)failure, Cancelled = cancelled });

        Assert.Equal(outcome, EndOf(Login));
    }

    [Fact]
    public void End_Twice_IsToldOnce()
    {
        Assert.Equal(TimeSpan.Zero, _logins.Begin(_keys));
        Assert.Equal(TimeSpan.Zero, _logins.Begin(_keys));
        var login = UnderWay(Login, Page(Menu));

        login.End();
        login.End();

        Assert.Equal(TimeSpan.Zero, _logins.Begin(_keys));
        Assert.NotEqual(TimeSpan.Zero, _logins.Begin(_keys));
    }

    private static Attempt Page(string text, HttpStatusCode status = HttpStatusCode.OK)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return new(new("a")) { Body = body, Response = new(status) { Content = new StringContent(text, Encoding.UTF8, "text/xml") } };
    }

    /// <summary>One login has failed before this one.</summary>
    private string EndOf(string query, Attempt? shown = null)
    {
        Assert.Equal(TimeSpan.Zero, _logins.Begin(_keys));
        _logins.End(_keys, LoginResult.Failed);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(_keys));

        UnderWay(query, shown).End();

        var (device, address) = (Waits(_logins.KeysOf("SEP1", null, null)), Waits(_logins.KeysOf(null, null, Address)));
        Assert.Equal(device, Waits(_logins.KeysOf(null, "user1", null)));
        return ((device, address) switch
        {
            (true, true) => Outcome.Failed,
            (true, false) => Outcome.FailedByNode,
            (false, true) => Outcome.FailedPerhapsElsewhere,
            _ => WaitsAfterOneMore() ? Outcome.EndedOtherwise : Outcome.Succeeded,
        }).ToString();
    }

    private bool WaitsAfterOneMore()
    {
        var device = _logins.KeysOf("SEP1", null, null);
        Assert.Equal(TimeSpan.Zero, _logins.Begin(device));
        _logins.End(device, LoginResult.Failed);
        return Waits(device);
    }

    private bool Waits(FailedLoginKeys keys)
    {
        if (_logins.Begin(keys) > TimeSpan.Zero)
        {
            return true;
        }

        _logins.End(keys, LoginResult.EndedOtherwise);
        return false;
    }

    private LoginUnderWay UnderWay(string query, Attempt? shown)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new(query);
        if (shown is not null)
        {
            _press.Ended(shown);
            _press.WonBy(shown);
        }

        return new(_logins, _keys, LoginRequest.Read(request, null).Login!, _press, _options);
    }
}
