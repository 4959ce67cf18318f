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

    [Theory]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"10.1.1.1\" } } } }", "PhoneServices:Nodes:publisher:Address", "http://")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"10.1.1.1:8080\" } } } }", "PhoneServices:Nodes:publisher:Address", "http://")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"IP\": \"10.1.1.1\", \"Port\": 8080 } } } }", "PhoneServices:Nodes:publisher:Address", "is missing")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": \"10.1.1.1\" } } }", "PhoneServices:Nodes:publisher", "\"Address\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/ccmcip/getservicesmenu.jsp\" } } } }", "PhoneServices:Nodes:publisher:Address", "nothing behind")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:80800/\" } } } }", "PhoneServices:Nodes:publisher:Address", "port")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"tftp://10.1.1.1/\" } } } }", "PhoneServices:Nodes:publisher:Address", "http://")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Weight\": \"high\" } } } }", "PhoneServices:Nodes:publisher:Weight", "0 to 65535")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Weight\": 1.5 } } } }", "PhoneServices:Nodes:publisher:Weight", "0 to 65535")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1/\", \"State\": \"Down\" } } } }", "PhoneServices:Nodes:publisher:State", "Maintenance")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1/\", \"Aliases\": \"ccm1, ccm2\" } } } }", "PhoneServices:Nodes:publisher:Aliases", "[ \"ccm1\", \"ccm2\" ]")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": null } } }", "PhoneServices:Nodes:publisher:Address", "is missing")]
    [InlineData("{ \"PhoneServices\": \"x\" }", "PhoneServices", "object")]
    [InlineData("{ \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }", "Nodes", "inside PhoneServices")]
    [InlineData("{ \"PhoneService\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } } }", "PhoneService", "\"PhoneServices\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"https://10.1.1.1:8443/\", \"TrustedFingerprints\": [ \"AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01\" ] } } } }", "PhoneServices:Nodes:publisher:TrustedFingerprints", "SHA-256")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"https://10.1.1.1:8443/\", \"TrustedCertificateFile\": \"/etc\" } } } }", "PhoneServices:Nodes:publisher:TrustedCertificateFile", "is a folder")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Tls\": { \"Certificate\": { \"Path\": \"/etc/ssl\" } } } }", "PhoneServices:Tls:Certificate:Path", "is a folder")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Tls\": { \"Certificate\": { \"Path\": \"site.pem\", \"KeyPath\": \"site.key\" } } } }", "PhoneServices:Tls:Certificate:Path", "looked for at /")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Tls\": { \"MinimumVersion\": \"1.2\" } } }", "PhoneServices:Tls:MinimumVersion", "Tls12")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Urls\": \"https://*:8443\" }", "PhoneServices:Tls:Certificate:Path", "PEM")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Urls\": \"http:\\\\\\\\*:8080\" }", "Urls", "\"http://*:8080\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Url\": \"http://*:8080\" }", "Url", "\"Urls\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Kestrel\": { \"Endpoints\": { \"Http\": { \"Url\": \"http://*:9999\" } } } }", "Kestrel:Endpoints", "Urls")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"AllowedHosts\": \"phones.example.com\" }", "AllowedHosts", "Remove it")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"LogLevel\": { \"Default\": \"Debug\" } }", "LogLevel", "inside Logging")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"Logging\": { \"LogLevel\": { \"Default\": 3 } } }", "Logging:LogLevel:Default", "Debug")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": \"10.0.0.0/8, 10.1.0.0/16\" } } }", "PhoneServices:Security:AllowedNetworks", "[ \"10.0.0.0/8\", \"10.1.0.0/16\" ]")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"10.0.0.0/8, 10.1.0.0/16\" ] } } }", "PhoneServices:Security:AllowedNetworks", "[ \"10.0.0.0/8\", \"10.1.0.0/16\" ]")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"10.0.0.0 255.0.0.0\" ] } } }", "PhoneServices:Security:AllowedNetworks", "\"10.0.0.0/8\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"10.0.0.0/255.0.0.0\" ] } } }", "PhoneServices:Security:AllowedNetworks", "\"10.0.0.0/8\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"10.0.0.1-10.0.0.9\" ] } } }", "PhoneServices:Security:AllowedNetworks", "prefix")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"AllowedNetworks\": [ \"10.*\" ] } } }", "PhoneServices:Security:AllowedNetworks", "prefix")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"RateLimit\": false } } }", "PhoneServices:Security:RateLimit", "\"Enabled\": false")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"FailedLogins\": { \"FreeTries\": \"three\" } } } }", "PhoneServices:Security:FailedLogins:FreeTries", "from")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"FailedLogins\": { \"PageNumbers\": [ 2, 23 ] } } } }", "PhoneServices:Security:FailedLogins:PageNumbers", "\"2, 23\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"FailedLogins\": { \"PageNumbers\": \"wrong pin\" } } } }", "PhoneServices:Security:FailedLogins:PageNumbers", "\"2, 23, 201\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Security\": { \"FailedLogins\": { \"MaxDelay\": \"00:00:02\" } } } }", "PhoneServices:Security:FailedLogins:MaxDelay", "InitialDelay")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Shutdown\": { \"Notice\": 5 } } }", "PhoneServices:Shutdown:Notice", "hours:minutes:seconds")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Shutdown\": { \"Notice\": \"5s\" } } }", "PhoneServices:Shutdown:Notice", "hours:minutes:seconds")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"FailoverPolicies\": { \"Read\": { \"AttemptTimeout\": \"00:00:00.200\" } } } }", "PhoneServices:FailoverPolicies:Read:AttemptTimeout", "ConnectTimeout")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"FailoverPolicies\": { \"Login\": { \"TotalTimeout\": \"00:00:05\" } } } }", "PhoneServices:FailoverPolicies:Login:TotalTimeout", "AttemptTimeout")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"FailoverPolicies\": { \"Read\": { \"Replay\": \"OnlyIfNotSent\" } } } }", "PhoneServices:FailoverPolicies:Read:Replay", "Always")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Health\": { \"Passive\": { \"MaxHoldTime\": \"00:00:00\" } } } }", "PhoneServices:Health:Passive:MaxHoldTime", "HoldTime")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Texts\": { \"en\": { \"Prompt\": \"This prompt is much too long for any phone that I know of\" } } } }", "PhoneServices:Texts:en:Prompt", "32")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Texts\": { \"german\": { \"Prompt\": \"x\" } } } }", "PhoneServices:Texts:german", "\"de\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Texts\": { \"en\": { \"LoginDelayed\": \"Please wait.\" } } } }", "PhoneServices:Texts:en:LoginDelayed", "{seconds}")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Texts\": { \"de\": { \"LoginDelayed\": \"Bitte {second} warten.\" } } } }", "PhoneServices:Texts:de:LoginDelayed", "{seconds}")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Management\": { \"Url\": \"http://*:9901\" } } }", "PhoneServices:Management:Url", "ApiKeyFile")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Management\": { \"ApiKeyFile\": \"/etc\" } } }", "PhoneServices:Management:ApiKeyFile", "is a folder")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Management\": { \"Url\": \"http://127.0.0.1:8080\" } } }", "PhoneServices:Management:Url", "another port")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Discovery\": { \"AddressName\": \"ccm.example.com\", \"NameServers\": \"10.0.0.53, 10.0.0.54\" } } }", "PhoneServices:Discovery:NameServers", "[ \"10.0.0.53\", \"10.0.0.54\" ]")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Discovery\": { \"MaxInterval\": \"00:00:01\" } } }", "PhoneServices:Discovery:MaxInterval", "MinInterval")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"PublicBaseAddress\": \"http://phones.example.com\" } }", "PhoneServices:PublicBaseAddress", "{")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"LastGoodPage\": { \"Redis\": \"redis://:hunter2@redis:6379/0\" } } }", "PhoneServices:LastGoodPage:Redis", "redis1:6379")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"LastGoodPage\": { \"MaxBytes\": \"64MB\" } } }", "PhoneServices:LastGoodPage:MaxBytes", "bytes")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Limits\": { \"MaxConcurrentConnections\": 500 } } }", "PhoneServices:Limits:MaxConcurrentConnections", "MaxConnectionsPerClient")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Limits\": { \"MaxRequestHeadersTotalSize\": 4096 } } }", "PhoneServices:Limits:MaxRequestHeadersTotalSize", "MaxRequestLineSize")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"AnswerHeaders\": { \"AlsoPass\": [ \"X-A\" ] } } }", "PhoneServices:AnswerHeaders:AlsoPass", "\"X-A\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Path\": \"/mine\", \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Path", "inside Match")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\", \"Methods\": [ \"GET\", \"get\" ] }, \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Match:Methods", "Remove one")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine/*\" }, \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Match:Path", "\"/mine/{**rest}\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"all\": { \"Order\": -100, \"Match\": { \"Path\": \"/{**rest}\" }, \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:all:Metadata:FailoverPolicy", "logins")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"HttpMethodChange\": \"GET\" } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0:HttpMethodChange", "\"Set\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"HttpMethodChange\": \"G ET\", \"Set\": \"\" } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0:Set", "GET")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"ResponseHeader\": \"X-Site\", \"Set\": \"Zürich € 5\", \"When\": \"Sometimes\" } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0:Set", "ASCII")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"PathSet\": \"/x\", \"RequestHeader\": \"X-Site\", \"Set\": \"a\" } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0", "braces of its own")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"PathSet\": null } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0:PathSet", "path")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": { \"PathSet\": \"/x\" }, \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms", "[ { ... }")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine\" }, \"Transforms\": [ { \"Forwarded\": \"from\", \"ForFormat\": \"x\" } ], \"ClusterId\": \"services-menu\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Transforms:0:ForFormat", "IpAndPort")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"Metadata\": { \"Health.Root\": \"CiscoIPPhoneMenue\" } } } } }", "ReverseProxy:Clusters:idle:Metadata:Health.Root", "\"CiscoIPPhoneMenu\"")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"Metadata\": { \"Health.MustMatch\": \"[a-z\", \"Health.MustNotMatch\": \"(?=x)y\" } } } } }", "ReverseProxy:Clusters:idle:Metadata:Health.MustMatch", "never closed")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"Metadata\": { \"Health.Status\": \"OK\" } } } } }", "ReverseProxy:Clusters:idle:Metadata:Health.Status", "200")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"HealthCheck\": { \"Passive\": { \"Enabled\": true, \"Policy\": \"TransportFailureRate\", \"ReactivationPeriod\": \"00:00:00\" } } } } } }", "ReverseProxy:Clusters:idle:HealthCheck:Passive:ReactivationPeriod", "above 0")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"HttpClient\": { \"SslProtocols\": [ \"Tls12\", \"Tls99\" ] } } } } }", "ReverseProxy:Clusters:idle:HttpClient:SslProtocols:1", "Tls12")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Clusters\": { \"idle\": { \"HttpRequest\": { \"Version\": \"2\" } } } } }", "ReverseProxy:Clusters:idle:HttpRequest:Version", "\"1.1\"")]
    [InlineData("{ \"PhoneServices\": { \"Security\": { \"RateLimit\": { \"Enabled\": True}}}", "file", "\"True\" is no value. Write true")]
    [InlineData("{ \"PhoneServices\" = { } }", "file", "colon")]
    [InlineData("<html></html>", "file", "braces")]
    [InlineData("{ \"PhoneServices\": { \"Health\": { \"Fall\": 02 } } }", "file", "number")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"a\": { \"Address\": http://10.1.1.1/ } } } }", "file", "quotes")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"a\": { \"Address\": \"http://10.1.1.1/\", \"Address\": \"http://10.1.1.2/\" } } } }", "PhoneServices:Nodes:a:Address", "twice")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Urls\": \"http://*:80\" } }", "PhoneServices:Urls", "Write it outside, at the top of the file: { \"Urls\": ..., \"PhoneServices\": { ... } }.")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"ReverseProxy\": { } } }", "PhoneServices:ReverseProxy", "Write it outside")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine/[a-z]/x\" }, \"ClusterId\": \"idle\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Match:Path", "No request gets there: paths have letters")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } }, \"ReverseProxy\": { \"Routes\": { \"mine\": { \"Match\": { \"Path\": \"/mine/{a}/b+c\" }, \"ClusterId\": \"idle\", \"Metadata\": { \"FailoverPolicy\": \"Read\", \"Expect\": \"PhoneXml\" } } } } }", "ReverseProxy:Routes:mine:Match:Path", "No request gets there")]
    [InlineData("{ \"Urls\": \"http://unix:/tmp/a\\u0000b\", \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } } } }", "Urls", "holds a control character")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://10.1.1.1:8080/\" } }, \"Management\": { \"ApiKey\": \"0123456789abcdef\\n\" } } }", "PhoneServices:Management:ApiKey", "that cannot be sent")]
    [InlineData("{ \"PhoneServices\": { \"Nodes\": { \"publisher\": { \"Address\": \"http://admin:pw@10.1.1.1/\" } } } }", "PhoneServices:Nodes:publisher:Address", "is \"http://(not shown)@10.1.1.1/\". Write scheme, host and port, and nothing behind them")]
    [InlineData("{ \"PhoneServices\": { } }", "PhoneServices:Nodes", "Write your nodes into that file, as in { \"PhoneServices\": {")]
    public async Task LoadAsync_WrongSite_NamesFileKeyAndRemedy(string site, string key, string remedy) =>
        Check(await WrongSite.ErrorsAsync(site), key, remedy);

    [Theory]
    [InlineData("{ \"a\": ", "}")]
    [InlineData("[", "]")]
    public async Task LoadAsync_ThousandsOfBraces_AreNoReasonToFail(string open, string close) => Check(
        await WrongSite.ErrorsAsync($"{{ \"a\": {string.Concat(Enumerable.Repeat(open, 5000))}1{string.Concat(Enumerable.Repeat(close, 5000))} }}"), "file", "more than 64 others");

    /// <summary>The shipped file is not the site's to change: of two settings that do not go together, the one is named that the site wrote.</summary>
    private static void Check(IReadOnlyList<string> errors, string key, string remedy)
    {
        var error = Assert.Single(errors, error => error.StartsWith($"site.json: {key}: ", StringComparison.Ordinal));
        Assert.Contains(remedy, error, StringComparison.Ordinal);
        Assert.All(errors, one =>
        {
            Assert.StartsWith("site.json: ", one, StringComparison.Ordinal);
            Assert.DoesNotContain(ProgrammersWords, word => one.Contains(word, StringComparison.Ordinal));
        });
    }
}
