// The body of a function that runs in the page: what a person sees there, by role and accessible name.
// arguments[0] is a path of {role, how, text}: each is looked for inside the one before it.
// Gives {found: [sight…]} for the last of the path, or {found: [], lost: index, seen: [text…]}.

const NATIVE = {
  A: (e) => (e.hasAttribute("href") ? "link" : null),
  ARTICLE: () => "article",
  ASIDE: () => "complementary",
  BUTTON: () => "button",
  CAPTION: () => "caption",
  DETAILS: () => "group",
  DIALOG: () => "dialog",
  FIELDSET: () => "group",
  FIGURE: () => "figure",
  FOOTER: (e) => (e.closest("article, aside, main, nav, section") ? null : "contentinfo"),
  FORM: (e) => (authored(e) ? "form" : null),
  H1: () => "heading",
  H2: () => "heading",
  H3: () => "heading",
  H4: () => "heading",
  H5: () => "heading",
  H6: () => "heading",
  HEADER: (e) => (e.closest("article, aside, main, nav, section") ? null : "banner"),
  HR: () => "separator",
  IMG: (e) => (e.getAttribute("alt") === "" ? null : "img"),
  INPUT: (e) =>
    ({
      button: "button",
      checkbox: "checkbox",
      hidden: null,
      image: "button",
      number: "spinbutton",
      radio: "radio",
      range: "slider",
      reset: "button",
      search: "searchbox",
      submit: "button",
    })[e.type] ?? (e.type === "hidden" ? null : e.list ? "combobox" : "textbox"),
  LI: () => "listitem",
  MAIN: () => "main",
  METER: () => "meter",
  NAV: () => "navigation",
  OL: () => "list",
  OPTION: () => "option",
  OUTPUT: () => "status",
  P: () => "paragraph",
  PROGRESS: () => "progressbar",
  SEARCH: () => "search",
  SECTION: (e) => (authored(e) ? "region" : null),
  SELECT: (e) => (e.multiple || e.size > 1 ? "listbox" : "combobox"),
  SUMMARY: () => "button",
  TABLE: () => "table",
  TBODY: () => "rowgroup",
  TD: (e) => (e.closest("[role=grid]") ? "gridcell" : "cell"),
  TEXTAREA: () => "textbox",
  TFOOT: () => "rowgroup",
  TH: (e) => (e.scope === "row" ? "rowheader" : "columnheader"),
  THEAD: () => "rowgroup",
  TR: () => "row",
  UL: () => "list",
};

// Roles that hold much and are named by their author alone; all others are called by what stands in them.
const CONTAINERS = new Set(
  ("alertdialog application banner complementary contentinfo dialog feed form grid group list listbox main menu menubar " +
    "navigation radiogroup region rowgroup search table tablist tabpanel toolbar tree treegrid combobox textbox searchbox " +
    "spinbutton slider progressbar meter").split(" "),
);

const STATES = (
  "busy checked colcount current disabled expanded invalid posinset pressed readonly required rowcount rowindex " +
  "selected setsize sort valuemax valuemin valuenow valuetext"
).split(" ");

const squeezed = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const hidden = (e) => e.closest('[aria-hidden="true"], [inert]') !== null;

function authored(e) {
  const ids = squeezed(e.getAttribute("aria-labelledby"));
  const named = ids && ids.split(" ").map((id) => document.getElementById(id)?.textContent);
  return squeezed(named ? named.join(" ") : "") || squeezed(e.getAttribute("aria-label")) || squeezed(e.getAttribute("title"));
}

function roleOf(e) {
  const given = squeezed(e.getAttribute("role")).split(" ")[0];
  if (given === "none" || given === "presentation") return null;
  return given || NATIVE[e.tagName]?.(e) || null;
}

function visible(e) {
  if (hidden(e)) return false;
  // A native box or field may be painted by what lies around it, and be transparent itself.
  const around = e.tagName === "INPUT" && getComputedStyle(e.parentElement).display !== "contents";
  const painted = around ? e.parentElement : e;
  if (!painted.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const box = e.getBoundingClientRect();
  return box.width > 0 && box.height > 0;
}

// The text of an element as it is read out: pictures by their alternative, parts by the names they were given.
function content(e) {
  let text = "";
  for (const node of e.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || hidden(node)) continue;
    if (!node.checkVisibility({ visibilityProperty: true })) continue;
    const apart = getComputedStyle(node).display.startsWith("inline") ? "" : " ";
    text += apart + (squeezed(node.getAttribute("aria-label")) || node.getAttribute("alt") || content(node)) + apart;
  }
  return text;
}

function nameOf(e, role) {
  const ids = squeezed(e.getAttribute("aria-labelledby"));
  const given = (ids && authored(e)) || squeezed(e.getAttribute("aria-label"));
  if (given) return given;
  const labels = [...(e.labels ?? [])].map((label) => content(label));
  const native =
    squeezed(labels.join(" ")) ||
    squeezed(e.getAttribute("alt")) ||
    squeezed(e.querySelector(":scope > legend, :scope > caption, :scope > figcaption")?.textContent) ||
    (e.tagName === "INPUT" && roleOf(e) === "button" ? squeezed(e.value) : "");
  if (native) return native;
  const inside = CONTAINERS.has(role) ? "" : squeezed(content(e));
  return inside || squeezed(e.getAttribute("title")) || squeezed(e.getAttribute("placeholder"));
}

function statesOf(e) {
  const states = {};
  for (const state of STATES) {
    const value = e.getAttribute("aria-" + state);
    if (value !== null) states[state] = value;
  }
  if (e.type === "checkbox" || e.type === "radio") states.checked = e.indeterminate ? "mixed" : String(e.checked);
  if (e.tagName === "OPTION") states.selected = String(e.selected);
  if (e.disabled === true || e.matches(":disabled")) states.disabled = "true";
  if (e.tagName === "DETAILS") states.expanded = String(e.open);
  return states;
}

function focused(e) {
  const active = document.activeElement;
  const pointed = active?.getAttribute?.("aria-activedescendant");
  return active === e || (!!pointed && pointed === e.id);
}

function sight(e) {
  const role = roleOf(e);
  const box = e.getBoundingClientRect();
  return {
    element: e,
    role,
    name: nameOf(e, role),
    text: e.innerText ?? e.textContent ?? "",
    value: typeof e.value === "string" ? e.value : null,
    states: statesOf(e),
    focused: focused(e),
    middle: [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)],
  };
}

function fits(name, wanted) {
  if (wanted.how === "any") return true;
  const text = squeezed(wanted.text);
  if (wanted.how === "starting") return name.startsWith(text);
  return wanted.how === "containing" ? name.includes(text) : name === text;
}

function inside(root, wanted) {
  return [...root.querySelectorAll("*")].filter(
    (e) => roleOf(e) === wanted.role && visible(e) && fits(nameOf(e, wanted.role), wanted),
  );
}

function everything(root) {
  const seen = [];
  for (const e of root.querySelectorAll("*")) {
    const role = roleOf(e);
    if (!role || !visible(e)) continue;
    const name = nameOf(e, role);
    seen.push(name ? `${role} “${name.length > 90 ? name.slice(0, 90) + "…" : name}”` : role);
    if (seen.length === 150) return [...seen, "…"];
  }
  return seen;
}

const path = arguments[0];
let roots = [document];
for (const [index, wanted] of path.entries()) {
  const found = [...new Set(roots.flatMap((root) => inside(root, wanted)))];
  if (found.length === 0) return { found: [], lost: index, seen: roots.flatMap(everything) };
  roots = found;
}
if (path.length === 0) {
  const active = document.activeElement;
  return { found: active && active !== document.body ? [sight(active)] : [] };
}
return { found: roots.map(sight) };
