// A connector whose findings are suppressed in every way that metadata knows. Built by test_suppressed_assembly.py's `build`.
#define CODE_ANALYSIS
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.MetadirectoryServices;

[assembly: SuppressMessage("Ecma2Lint", "ECMA203:normalizations", Scope = "member", Target = "~P:Contoso.Connector.Capabilities", Justification = "the target folds case itself")]
[assembly: SuppressMessage("Ecma2Lint", "ECMA303:hierarchy", Scope = "type", Target = "~T:Contoso.Other", Justification = "there is no such type")]
[assembly: SuppressMessage("Ecma2Lint", "ECMA302:several-partitions", Scope = "namespace", Target = "~N:Contoso", Justification = "not read")]
[assembly: SuppressMessage("Microsoft.Design", "CA1014:MarkAssembliesWithClsCompliant", Justification = "not ours")]

namespace System.Diagnostics.CodeAnalysis
{
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    internal sealed class UnconditionalSuppressMessageAttribute : Attribute
    {
        public UnconditionalSuppressMessageAttribute(string category, string checkId)
        {
        }

        public string Justification { get; set; }
    }
}

namespace Contoso
{
    [SuppressMessage("Ecma2Lint", "ECMA301:several-object-types")]
    [SuppressMessage("Ecma2Lint", "ECMA999:no-such-rule", Justification = "a misspelling")]
    [SuppressMessage("Ecma2Lint", "export-password-in-first-pass", Justification = "it was so once")]
    public partial class Connector : IMAExtensible2GetSchema, IMAExtensible2GetCapabilities
    {
        [SuppressMessage("Ecma2Lint", "ECMA202:full-export", Justification = "the agent never runs it")]
        public MACapabilities Capabilities
        {
            get { return new MACapabilities { FullExport = true, Normalizations = MANormalizations.Uppercase }; }
        }

        [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("Ecma2Lint", "prefixed-member", Justification = "kept for the old host")]
        Schema IMAExtensible2GetSchema.GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            SchemaType user = SchemaType.Create("user", false);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            SchemaType group = SchemaType.Create("group", false);
            group.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            Schema schema = Schema.Create();
            schema.Types.Add(user);
            schema.Types.Add(group);
            return schema;
        }
    }
}
