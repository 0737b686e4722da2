"""Other members of generated C# connectors: partitions, hierarchy, parameters and page sizes."""

from __future__ import annotations

from oracle.csharp_expressions import Scope
from oracle.csharp_statements import Statements, Work

PARAMETER = "System.Collections.ObjectModel.KeyedCollection<string, ConfigParameter> p"
PARTITIONS = Work("l", "List<Partition>", "new List<Partition>()")
NODES = Work("l", "List<HierarchyNode>", "new List<HierarchyNode>()")
DEFINITIONS = Work("l", "List<ConfigParameterDefinition>", "new List<ConfigParameterDefinition>()")
PAGES = ("Connectivity", "Global", "RunStep", "Partition", "Capabilities", "Schema")


class Members(Statements):
    """Draws whole members."""

    def listed(self, work: Work, depth: int, scope: Scope) -> str:
        """A statement that does something to a list of partitions, nodes or parameter definitions."""
        v, item = work.variable, self._item(work, depth, scope)
        second, k, text = self._item(work, 0, scope), self.fresh("k"), self.text(0, scope)
        changed = self.pick(
            f"{v}.Clear();",
            f"{v}.Insert(0, {item});",
            f"{v}.AddRange(new[] {{ {item}, {second} }});",
            f"{v}.Reverse();",
            f"if ({v}.Count > 1) {{ {v}.RemoveAt({self.pick('0', '1')}); }}",
            f"if ({v}.Count > 0) {{ {v}[0] = {item}; }}",
            f'{v}.AddRange(new[] {{ {text}, "z" }}.Select({k} => {self._item(work, 0, scope.with_text(k))}));',
            f"if ({v}.Count == {self.number()}) {{ {v}.Add({item}); }}",
            f"{work.type.removeprefix('List<').removesuffix('>')} {k} = {item}; {v}.Add({k}); "
            f"{self.pick('', f'{v}.Remove({k});')}",
        )
        return str(changed) if self.chance(25) else f"{v}.Add({item});"

    def _item(self, work: Work, depth: int, scope: Scope) -> str:
        one, two = self.text(depth, scope), self.text(0, scope)
        if work.type == NODES.type:
            return f"HierarchyNode.Create({one}, {two})"
        if work.type == PARTITIONS.type:
            identifier = self.pick("Guid.NewGuid()", "Guid.Empty", 'new Guid("0d1c2b3a-0000-4000-8000-000000000001")')
            return f"Partition.Create({identifier}, {one}{f', {two}' if self.chance(50) else ''})"
        flag = self.boolean(depth, scope)
        made = self.pick(
            f"StringParameter({one}, {two})", f'StringParameter({one}, "^.+$", {two})', f'EncryptedStringParameter({one}, "")',
            f"CheckBoxParameter({one}, {flag})", f"LabelParameter({one})", "DividerParameter()", f"FileParameter({one})",
            f"DropDownParameter({one}, new[] {{ {two}, \"b,c\" }}, {flag})", f"DropDownParameter({one}, \"x,y\", {flag}, {two})",
            f"TextParameter({one}, {two})", f"TextParameter({one})",
        )  # fmt: skip
        return f"ConfigParameterDefinition.Create{made}"

    def partitions(self, depth: int, state: tuple[str, ...]) -> str:
        """GetPartitions."""
        body = self.statements(PARTITIONS, depth, Scope(state, configuration="p"))
        result = self.pick(
            "l", "l", "l.ToArray()", "l.Where(x => true).ToList()", "new List<Partition>(l)", "l.Skip(1).ToArray()"
        )
        body = f"List<Partition> l = new List<Partition>(); {body} return {result};"
        return f"public IList<Partition> GetPartitions({PARAMETER}) {{ {body} }}"

    def hierarchy(self, depth: int, state: tuple[str, ...]) -> str:
        """GetHierarchy."""
        body = self.statements(NODES, depth, Scope(state, configuration="p"))
        result = self.pick("l", "l.ToArray()", "l.OrderBy(x => x.DN).ToList()", "l.Take(1).ToList()")
        body = f"List<HierarchyNode> l = new List<HierarchyNode>(); {body} return {result};"
        return f"public IList<HierarchyNode> GetHierarchy({PARAMETER}, HierarchyNode root) {{ {body} }}"

    def parameters(self, depth: int, state: tuple[str, ...]) -> tuple[str, str]:
        """The interface and the members that define parameters, by the page."""
        scope = Scope(state, configuration="p")
        page = f"ConfigParameterPage.{self.pick(*PAGES)}"
        one, two = (self.statements(DEFINITIONS, depth, scope, 2) for _ in range(2))
        shape = self.pick("if", "else", "switch", "early", "number", "null")
        if shape == "if":
            body = f"if (page == {page}) {{ {one} }}"
        elif shape == "else":
            body = f"if (page == {page}) {{ {one} }} else {{ {two} }}"
        elif shape == "switch":
            body = (
                f"switch (page) {{ case ConfigParameterPage.Connectivity: case ConfigParameterPage.Global: {one} break; "
                f"case ConfigParameterPage.Schema: {two} break; }}"
            )
        elif shape == "early":
            body = f"if (page != {page}) {{ return l; }} {one}"
        elif shape == "number":
            body = f"if ((int)page > {self.number()}) {{ {one} }} {two}"
        else:
            body = f"if (page == {page}) {{ return null; }} {one}"
        head = f"{DEFINITIONS.type} l = {DEFINITIONS.made};"
        numbered, suffix = (", int number", "Ex") if self.chance(25) else ("", "")
        valid = "return new ParameterValidationResult(ParameterValidationResultCode.Success, null, null);"
        arguments = f"{PARAMETER}, ConfigParameterPage page{numbered}"
        members = (
            f"public IList<ConfigParameterDefinition> GetConfigParameters{suffix}({arguments}) {{ {head} {body} return l; }}\n"
            f"public ParameterValidationResult ValidateConfigParameters{suffix}({arguments}) {{ {valid} }}"
        )
        return f"IMAExtensible2GetParameters{suffix}", members

    def imports(self, depth: int, state: tuple[str, ...]) -> str:
        """The members of IMAExtensible2CallImport: page sizes that are worked out, and work that only throws or returns."""
        scope = Scope(state)
        default, most = self.integer(depth, scope), self.integer(depth, scope)
        declared = self.pick(
            f"public int ImportDefaultPageSize {{ get {{ int n = {default}; {self._adjusted(depth, scope)} return n; }} }}",
            f"public int ImportDefaultPageSize => {default};",
            f"public int ImportDefaultPageSize {{ get; }} = {self.integer(0, Scope(instance=False))};",
        )
        thrown = self.pick("NotImplementedException", "NotSupportedException", "InvalidOperationException")
        opened = self.pick("return new OpenImportConnectionResults();", "return null;", f"throw new {thrown}();")
        return (
            f"{declared}\npublic int ImportMaxPageSize {{ get {{ return {most}; }} }}\n"
            f"public OpenImportConnectionResults OpenImportConnection({PARAMETER}, Schema types, "
            f"OpenImportConnectionRunStep step) {{ {opened} }}\n"
            f'public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep step) {{ throw new {thrown}("x"); }}\n'
            "public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep step) { return null; }"
        )

    def _adjusted(self, depth: int, scope: Scope) -> str:
        inner = scope.with_int("n")
        return str(
            self.pick(
                f"if ({self.boolean(depth, inner)}) {{ n += 10; }}",
                f"for (int k = 0; k < 3; k++) {{ if ({self.boolean(0, inner.with_int('k'))}) {{ n += k; }} }}",
                f"switch (n) {{ case 1: n = 7; break; case 2: return {self.integer(0, inner)}; default: n--; break; }}",
                "",
            )
        )
