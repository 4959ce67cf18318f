namespace PhoneServicesProxy.Tests.Configuration;

/// <summary>
/// Mistakes that engineers make, each in a site file of its own. What is said of them names the key and what to write, and nothing that only
/// a programmer would understand.
/// </summary>
public sealed class WrongSitesTests
{
    private static readonly string[] ProgrammersWords =
    [
        "Exception", "System.", "Parameter '", "must be between", "The field", "No matching", "Unexpected", "Expected", "isFinalBlock", "BytePosition", "LineNumber", "ArgumentException",
        "cannot be used", "YARP says", "at position", "offset", "regex parse", "parsing \"",
    ];

    public static TheoryData<string, string> WrongSites => new()
    {
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"10.1.1.1\" } } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"10.1.1.1:8080\" } } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"IP\": \"10.1.1.1\", \"Port\": 8080 } } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": \"10.1.1.1\" } } }", "PhoneServices:Nodes:publisher" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/ccmcip/getservicesmenu.jsp\" } } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:80800/\" } } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"tftp://10.1.1.1/\" } } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Weight\": \"high\" } } } }", "PhoneServices:Nodes:publisher:Weight" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Weight\": 1.5 } } } }", "PhoneServices:Nodes:publisher:Weight" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1/\", \"State\": \"Down\" } } } }", "PhoneServices:Nodes:publisher:State" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Aliases\": \"ccm1, ccm2\" } } } }", "PhoneServices:Nodes:publisher:Aliases" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": null } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"HealthCheck\": { \"Active\": { \"Interval\": \"60.00:00:00\" } } } } } }", "ReverseProxy:Clusters:idle:HealthCheck:Active:Interval" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"HealthCheck\": { \"Active\": { \"Timeout\": \"02:00:00\" } } } } } }", "ReverseProxy:Clusters:idle:HealthCheck:Active:Timeout" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"HttpRequest\": { \"ActivityTimeout\": \"60.00:00:00\" } } } } }", "ReverseProxy:Clusters:idle:HttpRequest:ActivityTimeout" },
        { "{ \"PhoneServices\": \"x\" }", "PhoneServices" },
        { "{ \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }", "Nodes" },
        { "{ \"PhoneService\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } } }", "PhoneService" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"https://10.1.1.1:8443/\", \"TrustedFingerprints\": [ \"AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01\" ] } } } }", "PhoneServices:Nodes:publisher:TrustedFingerprints" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"https://10.1.1.1:8443/\", \"TrustedCertificateFile\": \"/etc\" } } } }", "PhoneServices:Nodes:publisher:TrustedCertificateFile" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Tls\": { \"Certificate\": { \"Path\": \"/etc/ssl\" } } } }", "PhoneServices:Tls:Certificate:Path" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Tls\": { \"Certificate\": { \"Path\": \"site.pem\", \"KeyPath\": \"site.key\" } } } }", "PhoneServices:Tls:Certificate:Path" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Tls\": { \"MinimumVersion\": \"1.2\" } } }", "PhoneServices:Tls:MinimumVersion" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Urls\": \"https://*:8443\" }", "PhoneServices:Tls:Certificate:Path" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Urls\": \"http:\\\\\\\\*:8080\" }", "Urls" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Url\": \"http://*:8080\" }", "Url" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Kestrel\": { \"Endpoints\": { \"Http\": { \"Url\": \"http://*:9999\" } } } }", "Kestrel:Endpoints" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"AllowedHosts\": \"phones.example.com\" }", "AllowedHosts" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"LogLevel\": { \"Default\": \"Debug\" } }", "LogLevel" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Logging\": { \"LogLevel\": { \"Default\": 3 } } }", "Logging:LogLevel:Default" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": \"10.0.0.0/8, 10.1.0.0/16\" } } }", "PhoneServices:Security:AllowedNetworks" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"10.0.0.0/8, 10.1.0.0/16\" ] } } }", "PhoneServices:Security:AllowedNetworks" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"10.0.0.0 255.0.0.0\" ] } } }", "PhoneServices:Security:AllowedNetworks" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"10.0.0.0/255.0.0.0\" ] } } }", "PhoneServices:Security:AllowedNetworks" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"10.0.0.1-10.0.0.9\" ] } } }", "PhoneServices:Security:AllowedNetworks" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"10.*\" ] } } }", "PhoneServices:Security:AllowedNetworks" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"RateLimit\": false } } }", "PhoneServices:Security:RateLimit" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"FailedLogins\": { \"FreeTries\": \"three\" } } } }", "PhoneServices:Security:FailedLogins:FreeTries" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"FailedLogins\": { \"PageNumbers\": [ 2, 23 ] } } } }", "PhoneServices:Security:FailedLogins:PageNumbers" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"FailedLogins\": { \"PageNumbers\": \"wrong pin\" } } } }", "PhoneServices:Security:FailedLogins:PageNumbers" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"FailedLogins\": { \"MaxDelay\": \"00:00:02\" } } } }", "PhoneServices:Security:FailedLogins:MaxDelay" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Shutdown\": { \"Notice\": 5 } } }", "PhoneServices:Shutdown:Notice" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Shutdown\": { \"Notice\": \"5s\" } } }", "PhoneServices:Shutdown:Notice" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"FailoverPolicies\": { \"Read\": { \"AttemptTimeout\": \"00:00:00.200\" } } } }", "PhoneServices:FailoverPolicies:Read:AttemptTimeout" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"FailoverPolicies\": { \"Login\": { \"TotalTimeout\": \"00:00:05\" } } } }", "PhoneServices:FailoverPolicies:Login:TotalTimeout" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"FailoverPolicies\": { \"Read\": { \"Replay\": \"OnlyIfNotSent\" } } } }", "PhoneServices:FailoverPolicies:Read:Replay" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Health\": { \"Passive\": { \"MaxHoldTime\": \"00:00:00\" } } } }", "PhoneServices:Health:Passive:MaxHoldTime" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Texts\": { \"en\": { \"Prompt\": \"This prompt is much too long for any phone that I know of\" } } } }", "PhoneServices:Texts:en:Prompt" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Texts\": { \"german\": { \"Prompt\": \"x\" } } } }", "PhoneServices:Texts:german" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Texts\": { \"en\": { \"LoginDelayed\": \"Please wait.\" } } } }", "PhoneServices:Texts:en:LoginDelayed" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Texts\": { \"de\": { \"LoginDelayed\": \"Bitte {second} warten.\" } } } }", "PhoneServices:Texts:de:LoginDelayed" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Management\": { \"Url\": \"http://*:9901\" } } }", "PhoneServices:Management:Url" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Management\": { \"ApiKeyFile\": \"/etc\" } } }", "PhoneServices:Management:ApiKeyFile" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Management\": { \"Url\": \"http://127.0.0.1:8080\" } } }", "PhoneServices:Management:Url" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Discovery\": { \"AddressName\": \"ccm.example.com\", \"NameServers\": \"10.0.0.53, 10.0.0.54\" } } }", "PhoneServices:Discovery:NameServers" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Discovery\": { \"MaxInterval\": \"00:00:01\" } } }", "PhoneServices:Discovery:MaxInterval" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"PublicBaseAddress\": \"http://phones.example.com\" } }", "PhoneServices:PublicBaseAddress" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"LastGoodPage\": { \"Redis\": \"redis://:hunter2@redis:6379/0\" } } }", "PhoneServices:LastGoodPage:Redis" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"LastGoodPage\": { \"MaxBytes\": \"64MB\" } } }", "PhoneServices:LastGoodPage:MaxBytes" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Limits\": { \"MaxConcurrentConnections\": 500 } } }", "PhoneServices:Limits:MaxConcurrentConnections" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Limits\": { \"MaxRequestHeadersTotalSize\": 4096 } } }", "PhoneServices:Limits:MaxRequestHeadersTotalSize" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"AnswerHeaders\": { \"AlsoPass\": [ \"X-A\" ] } } }", "PhoneServices:AnswerHeaders:AlsoPass" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Path\": \"/mine\", \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Path" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\", \"Methods\": [ \"GET\", \"get\" ] }, \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Match:Methods" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine/*\" }, \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Match:Path" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"all\": { \"Order\": -100, \"Match\": { \"Path\": \"/{**rest}\" }, \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:all:Metadata:FailoverPolicy" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"HttpMethodChange\": \"GET\" } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0:HttpMethodChange" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"HttpMethodChange\": \"G ET\", \"Set\": \"\" } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0:Set" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"ResponseHeader\": \"X-Site\", \"Set\": \"Zürich € 5\", \"When\": \"Sometimes\" } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0:Set" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"PathSet\": \"/x\", \"RequestHeader\": \"X-Site\", \"Set\": \"a\" } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"PathSet\": null } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0:PathSet" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": { \"PathSet\": \"/x\" }, \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"Forwarded\": \"from\", \"ForFormat\": \"x\" } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0:ForFormat" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"Metadata\": { \"Health.Root\": \"CiscoIPPhoneMenue\" } } } } }", "ReverseProxy:Clusters:idle:Metadata:Health.Root" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"Metadata\": { \"Health.MustMatch\": \"[a-z\", \"Health.MustNotMatch\": \"(?=x)y\" } } } } }", "ReverseProxy:Clusters:idle:Metadata:Health.MustMatch" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"Metadata\": { \"Health.Status\": \"OK\" } } } } }", "ReverseProxy:Clusters:idle:Metadata:Health.Status" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"HealthCheck\": { \"Passive\": { \"Enabled\": true, \"Policy\": \"TransportFailureRate\", \"ReactivationPeriod\": \"00:00:00\" } } } } } }", "ReverseProxy:Clusters:idle:HealthCheck:Passive:ReactivationPeriod" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"HttpClient\": { \"SslProtocols\": [ \"Tls12\", \"Tls99\" ] } } } } }", "ReverseProxy:Clusters:idle:HttpClient:SslProtocols:1" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"HttpRequest\": { \"Version\": \"2\" } } } } }", "ReverseProxy:Clusters:idle:HttpRequest:Version" },
        { "{ \"PhoneServices\": { \"Security\": { \"RateLimit\": { \"Enabled\": True}}}", "file" },
        { "{ \"PhoneServices\" = { } }", "file" },
        { "<html></html>", "file" },
        { "{ \"PhoneServices\": { \"Health\": { \"Fall\": 02 } } }", "file" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"a\": { \"Address\": http://10.1.1.1/ } } } }", "file" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"a\": { \"Address\": \"http://10.1.1.1/\", \"Address\": \"http://10.1.1.2/\" } } } }", "PhoneServices:Nodes:a:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Urls\": \"http://*:80\" } }", "PhoneServices:Urls" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"ReverseProxy\": { } } }", "PhoneServices:ReverseProxy" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine/[a-z]/x\" }, \"ClusterId\": \"idle\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Match:Path" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine/{a}/b+c\" }, \"ClusterId\": \"idle\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Match:Path" },
        { "{ \"Urls\": \"http://unix:/tmp/a\\u0000b\", \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } } }", "Urls" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Management\": { \"ApiKey\": \"0123456789abcdef\\n\" } } }", "PhoneServices:Management:ApiKey" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://admin:pw@10.1.1.1/\" } } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"010.1.0.0/16\" ] } } }", "PhoneServices:Security:AllowedNetworks" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"10.1/16\" ] } } }", "PhoneServices:Security:AllowedNetworks" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"KnownProxies\": [ \"10.1.1.010\" ] } } }", "PhoneServices:Security:KnownProxies" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"KnownProxies\": [ \"0x0a010101\" ] } } }", "PhoneServices:Security:KnownProxies" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"RateLimit\": { \"ExemptNetworks\": [ \"10\" ] } } } }", "PhoneServices:Security:RateLimit:ExemptNetworks" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"PageNumbers\": { \"ExtensionMobility\": [] } } }", "PhoneServices:PageNumbers:ExtensionMobility" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"PageNumbers\": [] } }", "PhoneServices:PageNumbers" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"FailoverPolicies\": [] } }", "PhoneServices:FailoverPolicies" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": [] } }", "ReverseProxy:Clusters" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"FailoverPolicies\": { \"Login\": { \"Replay\": \"Always\" } } } }", "PhoneServices:FailoverPolicies:Login:Replay" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"10.1.1.9:8080\": { \"Address\": \"http://10.1.1.9:8080/\" } } } }", "PhoneServices:Nodes:10.1.1.9:8080" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"10.1.1.9:8080\": { \"Address\": \"http://10.1.1.9:8080/\" }, \"10.1.1.9:8081\": { \"Address\": \"http://10.1.1.9:8081/\" } } } }", "PhoneServices:Nodes:10.1.1.9:8080" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"http://10.1.1.9:8080/\": { \"Address\": \"http://10.1.1.9:8080/\" } } } }", "PhoneServices:Nodes:http://10.1.1.9:8080/" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"fd00::1\": { \"Address\": \"http://[fd00::1]:8080/\" } } } }", "PhoneServices:Nodes:fd00::1" },
        { "{ \"PhoneServices\": { \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } } } }", "PhoneServices:PhoneServices" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Health\": { \"PhoneServices\": { \"Fall\": 2 } } } }", "PhoneServices:Health:PhoneServices" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"ReverseProxy\": { \"Routes\": { } } } }", "ReverseProxy:ReverseProxy" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\", \"State\": \"Active, Drain\" } } } }", "PhoneServices:Nodes:publisher:State" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\", \"State\": \"-1\" } } } }", "PhoneServices:Nodes:publisher:State" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\", \"State\": \" 2\" } } } }", "PhoneServices:Nodes:publisher:State" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": [ \"http://10.1.1.1/\", \"http://10.1.1.2/\" ] } } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": { \"Host\": \"10.1.1.1\" } } } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\", \"Aliases\": [ [ \"ccm1\" ] ] } } } }", "PhoneServices:Nodes:publisher:Aliases:0" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\\u200b\": { \"Address\": \"http://10.1.1.1:8080/\" } } } }", "PhoneServices:Nodes:publisher\\u200b" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"the\\u00a0publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } } }", "PhoneServices:Nodes:the\\u00a0publisher" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1\\u00a0:8080/\" } } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://\\uff11\\uff10.1.1.1/\" } } } }", "PhoneServices:Nodes:publisher:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Kestrel\": { \"Limits\": { \"MaxRequestLineSize\": 8192 } } }", "Kestrel:Limits" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Kestrel\": \"http://*:8080\" }", "Kestrel" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Kestrel\": { \"EndpointDefaults\": { \"Protocols\": \"Http3\" } } }", "Kestrel:EndpointDefaults:Protocols" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"HttpClient\": { \"WebProxy\": { \"Address\": \"proxy:3128\" } } } } } }", "ReverseProxy:Clusters:idle:HttpClient:WebProxy:Address" },
        { "{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine/../x\" }, \"ClusterId\": \"idle\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Match:Path" },
        { "{ \"PhoneServices\": { } }", "PhoneServices:Nodes" },
    };

    [Theory]
    [MemberData(nameof(WrongSites))]
    public async Task LoadAsync_WrongSite_NamesFileAndKey(string site, string key) => Check(await WrongSite.ErrorsAsync(site), key);

    [Fact]
    public Task LoadAsync_WrongSite_SaysWhatToWrite() => Approved.IsSaidAsync("Sites", WrongSites.Select(row => (row.Data.Item1, WrongSite.ErrorsAsync(row.Data.Item1))));

    [Theory]
    [InlineData("{ \"a\": ", "}")]
    [InlineData("[", "]")]
    public async Task LoadAsync_ThousandsOfBraces_AreNoReasonToFail(string open, string close) => Check(
        await WrongSite.ErrorsAsync($"{{ \"a\": {string.Concat(Enumerable.Repeat(open, 5000))}1{string.Concat(Enumerable.Repeat(close, 5000))} }}"), "file");

    /// <summary>The shipped file is not the site's to change: of two settings that do not go together, the one is named that the site wrote.</summary>
    private static void Check(IReadOnlyList<string> errors, string key)
    {
        Assert.Single(errors, error => error.StartsWith($"site.json: {key}: ", StringComparison.Ordinal));
        Assert.All(errors, one =>
        {
            Assert.StartsWith("site.json: ", one, StringComparison.Ordinal);
            Assert.DoesNotContain(ProgrammersWords, word => one.Contains(word, StringComparison.Ordinal));
        });
    }
}
