//@ secretnames | 501=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("KeyAttribute", ""), ConfigParameterDefinition.CreateStringParameter("TokenEndpoint", ""), ConfigParameterDefinition.CreateStringParameter("PasswordPolicyUrl", ""), ConfigParameterDefinition.CreateStringParameter("PasswordLastSet", ""), ConfigParameterDefinition.CreateStringParameter("Password attribute", ""), ConfigParameterDefinition.CreateStringParameter("Primary key", ""), ConfigParameterDefinition.CreateStringParameter("Public key token", ""), ConfigParameterDefinition.CreateStringParameter("Minimum password length", ""), ConfigParameterDefinition.CreateStringParameter("Secret name", ""), ConfigParameterDefinition.CreateLabelParameter("Enter your password"), ConfigParameterDefinition.CreateDividerParameter(), ConfigParameterDefinition.CreateCheckBoxParameter("Reset password", false), ConfigParameterDefinition.CreateStringParameter("Path to password", ""), ConfigParameterDefinition.CreateDropDownParameter("Generate password", "Yes,No", false) }; } }
//@ secretbad1 | 501=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("ClientSecret", "") }; } }
//@ secretbad2 | 501=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateTextParameter("API key", "") }; } }
//@ secretbad3 | 501=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("password", "") }; } }
//@ secretfileparam | 501=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateFileParameter("Private key", "") }; } }
//@ secretpublictoken | 501=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("PublicKeyToken", "") }; } }
//@ secretpassworded | 501=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Require password", ""), ConfigParameterDefinition.CreateStringParameter("No password", ""), ConfigParameterDefinition.CreateStringParameter("Use token", ""), ConfigParameterDefinition.CreateStringParameter("Attribute for the password", ""),  ConfigParameterDefinition.CreateStringParameter("Change password", "")}; } }
//@ readencvalue | 502=fail
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(p["Pw"].Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateEncryptedStringParameter("Pw", "") }; } }
//@ readencsecure | 502=pass
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(p["Pw"].SecureValue); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateEncryptedStringParameter("Pw", "") }; } }
//@ readenclocal | 502=fail
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { var x = p["Pw"]; if (x != null) Console.WriteLine(x.Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateEncryptedStringParameter("Pw", "") }; } }
//@ readencguarded | 502=pass
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { var x = p["Pw"]; Console.WriteLine(x.IsEncrypted ? "" : x.Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateEncryptedStringParameter("Pw", "") }; } }
//@ readencguarded2 | 502=pass
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(p["Pw"].IsEncrypted ? "" : p["Pw"].Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateEncryptedStringParameter("Pw", "") }; } }
//@ readhelper | 502=fail
public class C : IMAExtensible2GetParameters { static string Get(CP p, string n) { return p[n].Value; } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(Get(p, "Pw")); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateEncryptedStringParameter("Pw", "") }; } }
//@ readconst | 502=fail
public class C : IMAExtensible2GetParameters { static readonly string N = "Pw"; public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(p[N].Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateEncryptedStringParameter(N, "") }; } }
//@ readcase | 508=fail
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(p["server"].Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", "") }; } }
//@ readcaseguard | 508=pass
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { if (p.Contains("server")) Console.WriteLine(p["server"].Value); else Console.WriteLine(p["Server"].Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", "") }; } }
//@ readlocalcase | 508=fail
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { var n = "server"; var x = p[n]; Console.WriteLine(x.Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", "") }; } }
//@ loopdefs | 508=pass
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { foreach (var d in GetConfigParameters(p, page)) Console.WriteLine(p[d.Name].Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", ""), ConfigParameterDefinition.CreateStringParameter("Port", "") }; } }
//@ pages | 505=pass 508=pass
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(p["Server"].Value + p["Run"].Value); return new ParameterValidationResult(); } %DEFS% { var l = new List<ConfigParameterDefinition>(); switch (page) { case ConfigParameterPage.Connectivity: l.Add(ConfigParameterDefinition.CreateStringParameter("Server", "")); break; case ConfigParameterPage.RunStep: l.Add(ConfigParameterDefinition.CreateStringParameter("Run", "")); break; } return l; } }
//@ dupacross | 505=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); switch (page) { case ConfigParameterPage.Connectivity: l.Add(ConfigParameterDefinition.CreateStringParameter("Server", "")); break; case ConfigParameterPage.Global: l.Add(ConfigParameterDefinition.CreateStringParameter("Server", "")); break; } return l; } }
//@ duphelperpages | 505=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); switch (page) { case ConfigParameterPage.Connectivity: l.Add(S()); break; case ConfigParameterPage.Global: l.Add(S()); break; } return l; } ConfigParameterDefinition S() { return ConfigParameterDefinition.CreateStringParameter("Server", ""); } }
//@ dupsame | 505=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateStringParameter("Server", "")); l.Add(ConfigParameterDefinition.CreateStringParameter("Server", "")); return l; } }
//@ dupexclusive | 505=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); if (p.Contains("X")) l.Add(ConfigParameterDefinition.CreateStringParameter("Server", "", "a")); else l.Add(ConfigParameterDefinition.CreateStringParameter("Server", "", "b")); return l; } }
//@ duplabels | 505=pass 506=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateLabelParameter("Server")); l.Add(ConfigParameterDefinition.CreateLabelParameter("Server")); l.Add(ConfigParameterDefinition.CreateDividerParameter()); l.Add(ConfigParameterDefinition.CreateDividerParameter()); l.Add(ConfigParameterDefinition.CreateLabelParameter("")); return l; } }
//@ unnamed | 506=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateStringParameter("", "")); return l; } }
//@ secretdefault | 503=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("x", "", "hunter2")); return l; } }
//@ secretdefaultempty | 503=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("x", "", "")); l.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("y", null, null));  l.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("z", null, string.Empty)); return l; } }
//@ secretdefaultunknown | 503=undecided
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("x", "", System.IO.File.ReadAllText("p"))); return l; } }
//@ regexdotnet | 507=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); int i = 0; foreach (var r in new[] { @"(?<name>\d+)\k<name>", @"[a-z-[aeiou]]+", @"\p{Lu}\p{IsGreek}", @"(?>a+)b", @"(?'q'x)", @"(?<open>\()(?<-open>\))", @"(?imnsx-imnsx:a)", @"\A\z\Z\G", @"(?(?=a)b|c)", @"a{2,}?", @"{", @"a{", @"a{,3}", @"}", @"]", @"\u0041\x41\cA\e", "(?#comment) (", @"(?x) a # (", @"\(", @"[]a]", @"[^]a]", @"[[:alpha:]]", @"^(?!.*--)$", @"(?i)^x$", @"\bfoo\b", @"(?n)(a)", @"$^", @"|a|", @"()", @"(?:)", @"a??" }) l.Add(ConfigParameterDefinition.CreateStringParameter("p" + (i++), r)); return l; } }
//@ regexbad | 507=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateStringParameter("p", "(abc")); return l; } }
//@ regexbad2 | 507=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateStringParameter("p", "*abc")); return l; } }
//@ regexpythononly | 507=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateStringParameter("p", "(?P<n>a)")); return l; } }
//@ regexrange | 507=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateStringParameter("p", "[z-a]")); return l; } }
//@ regexdefault | 507=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateStringParameter("p", "^[0-9]+$", "abc")); return l; } }
//@ regexdefaultok | 507=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateStringParameter("p", "^[0-9]+$", "12")); l.Add(ConfigParameterDefinition.CreateStringParameter("q", "^[0-9]+$", "")); l.Add(ConfigParameterDefinition.CreateStringParameter("r", @"^\d+$", "\u0663")); l.Add(ConfigParameterDefinition.CreateStringParameter("s", null, "x")); return l; } }
//@ dropdefault | 507=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateDropDownParameter("p", "a,b,c", false, "d")); return l; } }
//@ dropdefaultok | 507=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateDropDownParameter("p", "a,b,c", false, "b")); l.Add(ConfigParameterDefinition.CreateDropDownParameter("q", new[] { "a,b", "c" }, false, "a,b")); l.Add(ConfigParameterDefinition.CreateDropDownParameter("r", "a,b", true, "z")); l.Add(ConfigParameterDefinition.CreateDropDownParameter("s", "a,b", false)); l.Add(ConfigParameterDefinition.CreateDropDownParameter("t", "a, b", false, "b")); return l; } }
//@ dropcase | 507=pass
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateDropDownParameter("p", "Yes,No", false, "yes")); return l; } }
//@ nulldefs | 509=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { return null; } }
//@ nulldefspage | 509=fail
public class C : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { if (page == ConfigParameterPage.Connectivity) return new List<ConfigParameterDefinition>(); return null; } }
//@ literal1 | 504=pass
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var x = "Server={0};Password={1}"; var y = "Password="; var z = "Server=a;Password=<secret>"; var w = "Server=a;Password=;User=b"; var v = "Authorization: Bearer "; var u = "Data Source=a;Password=***"; var t = "Server=a;Password=$(pw);"; Console.WriteLine(x+y+z+w+v+u+t); return Schema.Create(); } }
//@ literal2 | 504=fail
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { Console.WriteLine("Server=a;User Id=b;Password=hunter2"); return Schema.Create(); } }
//@ literaldead | 504=fail
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { return Schema.Create(); } string Unused() { return "Server=a;User Id=b;Password=hunter2"; } }
//@ definedbysibling | 508=pass
public class D : IMAExtensible2GetParameters { %VALIDATE% %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", "") }; } } public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { Console.WriteLine(p["Server"].Value); return Schema.Create(); } }
//@ noparamsread | 508=fail
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { Console.WriteLine(p["Server"].Value); return Schema.Create(); } }
//@ opendefs | 508=undecided
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(p["server"].Value); return new ParameterValidationResult(); } %DEFS% { var l = new List<ConfigParameterDefinition>(); l.Add(ConfigParameterDefinition.CreateStringParameter("Server", "")); foreach (var n in System.IO.File.ReadAllLines("p")) l.Add(ConfigParameterDefinition.CreateStringParameter(n, "")); return l; } }
