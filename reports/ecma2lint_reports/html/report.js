"use strict";
// Only adds to the page: filter, sort, grouping, deep links, theme. Without it everything is there and readable.
(() => {
  const one = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

  // Theme: system, light, dark; remembered where the browser lets a file remember.
  const themes = ["system", "light", "dark"];
  const remembered = () => { try { return localStorage.getItem("ecma2lint-theme"); } catch { return null; } };
  const remember = (name) => { try { localStorage.setItem("ecma2lint-theme", name); } catch { /* a file may not */ } };
  const themeButton = one("#theme");
  let theme = themes.includes(remembered()) ? remembered() : "system";
  const showTheme = () => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    themeButton.textContent = `Theme: ${theme}`;
  };
  themeButton.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    remember(theme);
    showTheme();
  });
  showTheme();
  one("#print").addEventListener("click", () => window.print());
  one(".tools").hidden = false;

  // Sorting: a table keeps the document's order until a heading is pressed; the third press brings it back.
  const sorts = new Map();
  const cellText = (row, column) => row.cells[column].textContent.trim().toLowerCase();
  const sortTable = (table, column, direction) => {
    const body = table.tBodies[0];
    if (!table.original) table.original = [...body.rows];
    const rows = [...table.original];
    if (direction) {
      const sign = direction === "ascending" ? 1 : -1;
      rows.sort((a, b) => sign * cellText(a, column).localeCompare(cellText(b, column), "en", { numeric: true }));
    }
    body.append(...rows);
    [...table.tHead.rows[0].cells].forEach((head, number) => {
      if (number === column && direction) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    });
    const name = table.dataset.sortable;
    if (direction) sorts.set(name, `${column}.${direction}`);
    else sorts.delete(name);
  };
  all("table[data-sortable]").forEach((table) => {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = make("button", "");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")] ?? "ascending";
        sortTable(table, column, next);
        writeState();
      });
    });
  });

  // Filter and grouping.
  const form = one("#filter form");
  const items = all(".item").map((node) => ({
    node, home: node.parentNode, target: node.closest(".connector").dataset.target, text: null,
  }));
  const regrouped = one("#regrouped");
  const ruleName = (rule) => [...form.rule.options].find((option) => option.value === rule)?.textContent ?? rule;
  const kindName = (kind) => ({ crash: "rule crashed" })[kind] ?? kind;
  const kinds = () => all("input[name=kind]", form);
  const textOf = (item) => (item.text ??= item.node.textContent.toLowerCase());
  const controlOf = (item) => one("h3, h4", item.home)?.textContent ?? "";

  const regroup = (by) => {
    items.forEach((item) => item.home.append(item.node));
    regrouped.replaceChildren();
    regrouped.hidden = !by;
    all(".findings").forEach((part) => { part.hidden = Boolean(by); });
    if (!by) return;
    regrouped.append(make("h2", `Findings by ${by === "kind" ? "severity" : by}`));
    const groups = new Map();
    items.forEach((item) => {
      const name = by === "control" ? controlOf(item) : by === "kind" ? kindName(item.node.dataset.kind) : ruleName(item.node.dataset.rule);
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(item.node);
    });
    const order = ["error", "warning", "info", "undecided", "rule crashed"];
    const names = [...groups.keys()];
    if (by === "kind") names.sort((a, b) => order.indexOf(a) - order.indexOf(b));
    if (by === "rule") names.sort();
    names.forEach((name) => {
      const section = make("section", "");
      section.className = "group";
      section.append(make("h3", `${name} (${groups.get(name).length})`), ...groups.get(name));
      regrouped.append(section);
    });
  };

  const apply = () => {
    const wanted = { q: form.q.value.trim().toLowerCase(), rule: form.rule.value, target: form.target?.value ?? "" };
    const shownKinds = new Set(kinds().filter((box) => box.checked).map((box) => box.value));
    const active = Boolean(wanted.q || wanted.rule || wanted.target) || shownKinds.size < kinds().length;
    let shown = 0;
    const touched = new Set();
    items.forEach((item) => {
      const data = item.node.dataset;
      const match = shownKinds.has(data.kind) && (!wanted.rule || data.rule === wanted.rule)
        && (!wanted.target || item.target === wanted.target) && (!wanted.q || textOf(item).includes(wanted.q));
      item.node.hidden = !match;
      if (match) { shown += 1; touched.add(item.target); }
    });
    all(".group").forEach((group) => { group.hidden = !one(".item:not([hidden])", group); });
    all("details.connector, .matrix tbody tr").forEach((part) => {
      part.hidden = active && !touched.has(part.dataset.target);
    });
    one("#matches").textContent = active ? `${shown} of ${items.length} shown` : `All ${items.length} shown`;
  };

  // The state of the view lives in the fragment, so that a view can be sent to someone; a plain fragment is an anchor.
  const writeState = () => {
    const state = new URLSearchParams();
    if (form) {
      for (const name of ["q", "rule", "target", "group"]) if (form[name]?.value) state.set(name, form[name].value);
      const hidden = kinds().filter((box) => !box.checked).map((box) => box.value);
      if (hidden.length) state.set("hide", hidden.join(","));
    }
    sorts.forEach((value, name) => state.append("sort", `${name}.${value}`));
    history.replaceState(null, "", `#${state}`);
  };
  const readState = () => {
    const fragment = location.hash.slice(1);
    if (!fragment.includes("=")) return false;
    const state = new URLSearchParams(fragment);
    if (form) {
      for (const name of ["q", "rule", "target", "group"]) if (form[name]) form[name].value = state.get(name) ?? "";
      const hidden = (state.get("hide") ?? "").split(",");
      kinds().forEach((box) => { box.checked = !hidden.includes(box.value); });
    }
    state.getAll("sort").forEach((entry) => {
      const [name, column, direction] = entry.split(".");
      const table = all("table[data-sortable]").find((candidate) => candidate.dataset.sortable === name);
      if (table?.tHead.rows[0].cells[column] && ["ascending", "descending"].includes(direction)) {
        sortTable(table, Number(column), direction);
      }
    });
    return true;
  };
  const refresh = () => {
    if (!form) return;
    regroup(form.group.value);
    apply();
  };

  // A deep link opens what it points at, and takes the filter away when that hides it.
  const reveal = () => {
    const name = location.hash.slice(1);
    if (!name || name.includes("=")) return;
    const node = document.getElementById(decodeURIComponent(name));
    if (!node) return;
    if (form && node.closest("[hidden]")) { form.reset(); refresh(); }
    for (let part = node; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    node.scrollIntoView({ behavior: "instant" });
  };

  if (form) {
    one("#filter").hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => { refresh(); writeState(); });
    form.addEventListener("reset", () => setTimeout(() => { refresh(); writeState(); }));
    const unfold = one("#unfold");
    unfold.addEventListener("click", () => {
      const open = unfold.textContent === "Unfold all";
      all("details.connector, details.item").forEach((part) => { part.open = open; });
      unfold.textContent = open ? "Fold all" : "Unfold all";
    });
  }
  readState();
  refresh();
  reveal();
  window.addEventListener("hashchange", () => { if (readState()) refresh(); else reveal(); });

  // Paper has no folds.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    folded.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => folded.forEach((part) => { part.open = false; }));
})();
